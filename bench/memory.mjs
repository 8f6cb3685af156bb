// Whether the memory of a migration grows with the number of scenes.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { measure } from './measure.mjs';
import { smallScene } from './scenes.mjs';
import { SqliteScenes } from './sqlite_scenes.mjs';

const bound = 1.2; // how much more the largest migration may take than the smallest

/**
 * Migrates each of `counts` scenes, from small to large, to a directory. `makeScenes(directory,
 * count)` gives SqliteScenes or the like. Gives {rows, holds}: rows of the table, and whether the
 * bound holds.
 */
export async function measureGrowth({ bazc }, scratch, { what, counts, makeScenes }) {
  const rows = [];
  const peaks = [];
  for (const count of counts) {
    const directory = join(scratch, `memory-${count}`);
    const store = join(directory, 'store');
    mkdirSync(store, { recursive: true });
    const scenes = await makeScenes(directory, count);
    const { mebibytes, seconds } = await measure([bazc, 'migrate', '--db', scenes.url, '--store', `file:${store}`, '--jobs', '2']);
    const compiled = await scenes.compiled();
    if (compiled !== count) throw new Error(`only ${compiled} of ${count} scenes are compiled`);
    await scenes.remove();
    rmSync(directory, { recursive: true });
    peaks.push(mebibytes);
    rows.push([`peak memory, ${count} ${what} migrated`, `${mebibytes.toFixed(1)} MiB`, '', `${(count / seconds).toFixed(0)} a second`]);
  }
  const ratio = peaks.at(-1) / peaks[0];
  const holds = ratio <= bound;
  rows.push([`${counts.at(-1)} ${what} beside ${counts[0]}`, `${ratio.toFixed(3)} x`, '', `${holds ? 'PASS' : 'FAIL'}: at most ${bound}`]);
  return { rows, holds };
}

/** The same of distinct scenes in SQLite. */
export const measureMemory = (options, scratch) =>
  measureGrowth(options, scratch, {
    what: 'scenes',
    counts: [options.small, options.large],
    makeScenes: (directory, count) => SqliteScenes.make(options, directory, smallScene, count),
  });
