// What the two tests of this folder have in common: options, a server, a place of their own, and
// an end that leaves nothing running.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DirectoryStore } from '../crash/directory_store.mjs';
import { makeRandom } from '../crash/random.mjs';
import { parseOptions } from '../oracle/options.mjs';
import { Tally } from '../oracle/tally.mjs';
import { Database } from './database.mjs';
import { Fleet } from './fleet.mjs';

export async function runTest(defaults, test) {
  const options = parseOptions(process.argv.slice(2), { bazc: '', database: '', seed: Date.now() % 1_000_000_007, ...defaults });
  console.log(`${options.database}, seed ${options.seed}`);
  const directory = mkdtempSync(join(tmpdir(), 'bazc-fleet-'));
  // In memory where that can be: a store is not on the disk of the server.
  const bucket = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : directory, 'bazc-bucket-'));
  const tally = new Tally();
  let database;
  try {
    database = await Database.start(options.database);
    const store = new DirectoryStore(bucket);
    const fleet = new Fleet({ bazc: resolve(options.bazc), database, store, directory });
    await test({ options, tally, random: makeRandom(options.seed), database, store, fleet });
  } catch (error) {
    tally.fail('the test', error.stack);
  } finally {
    await database?.stop();
    for (const one of [bucket, directory]) rmSync(one, { recursive: true, force: true });
  }
  process.exit(tally.close());
}
