// A migration from SQLite to an S3 server, by bazc and by the same program in Node, in turns.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { compareMigrations, inBazc, inNode, kindsOfScenes, rowsBeside } from './compare_migrations.mjs';
import { SqliteScenes } from './sqlite_scenes.mjs';

/** Rows of the table: name, bazc, peer, ratio. */
export async function measureMigrations(options, scratch) {
  const rows = [];
  for (const { name, makeScene, count } of kindsOfScenes(options)) {
    const directory = join(scratch, 'sqlite');
    mkdirSync(directory);
    const template = await SqliteScenes.make(options, directory, makeScene, count);
    const [bazc, node] = await compareMigrations(options, directory, { template, count, programs: [inBazc(), inNode] });
    rows.push(...rowsBeside(`${name} to S3, scenes a second`, count, bazc, node));
    rmSync(directory, { recursive: true });
  }
  return rows;
}
