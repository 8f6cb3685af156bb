// A table of scenes in SQLite for a migration: bazc's columns are there, and nothing is compiled.
import { copyFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeDatabase, sqlite } from '../tests/crash/sqlite.mjs';
import { addColumns, numberedId, resultColumns } from './scenes.mjs';

export class SqliteScenes {
  /** `count` scenes; the n-th has the source that `makeScene(n)` gives. */
  static async make({ bazc }, directory, makeScene, count) {
    const scenes = new SqliteScenes(join(directory, 'scenes.db'));
    const rows = Array.from({ length: count }, (_, n) => ({ id: numberedId(n), source: makeScene(n), deleted: false }));
    makeDatabase(scenes.location, rows);
    await addColumns(bazc, scenes.url);
    return scenes;
  }

  constructor(file) {
    this.location = file; // what the peer is told
    this.url = `sqlite:${file}`;
  }

  copy(name) {
    const file = join(dirname(this.location), `${name}.db`);
    copyFileSync(this.location, file);
    return new SqliteScenes(file);
  }

  /** What a migration recorded, in the order of the ids. */
  results() {
    return sqlite(this.location, `SELECT ${resultColumns} FROM scenes ORDER BY id;`);
  }

  /** How many scenes have a hash. */
  compiled() {
    return sqlite(this.location, 'SELECT count(compiled_hash) AS compiled FROM scenes;')[0].compiled;
  }

  remove() {
    rmSync(this.location);
  }
}
