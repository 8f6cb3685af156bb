// One database and one store, fresh, and the migration from the one to the other.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileToJson, run } from '../oracle/bazc.mjs';
import { contentHash } from '../oracle/reference.mjs';
import { makeDatabase } from './sqlite.mjs';
import { Witness } from './witness.mjs';

/** No variables of the person who runs this; a proxy is not for servers of our own. */
export function cleanEnvironment() {
  const foreign = /^(BAZC|R2|CLOUDFLARE|AWS)_|_proxy$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

/** Gives each row that compiles the hash of `bazc compile`, checked against the code's bytes. */
export async function addHashes(bazc, rows, scratch) {
  const directory = join(scratch, 'sources');
  mkdirSync(directory);
  const files = new Map(); // source -> file
  for (const { source } of rows) {
    if (source === null || files.has(source)) continue;
    const file = join(directory, `${files.size}.tsx`);
    writeFileSync(file, source);
    files.set(source, file);
  }
  const results = await compileToJson(bazc, [...files.values()]);
  for (const row of rows) {
    const result = row.source === null ? { ok: false } : results.get(files.get(row.source));
    if (result.ok !== row.compiles) throw new Error(`${JSON.stringify(result)} for\n${row.source}`);
    if (!result.ok) continue;
    if (contentHash(result.code) !== result.hash) throw new Error(`the hash ${result.hash} is not its code's`);
    row.hash = result.hash;
  }
  const { source, hash } = rows.find((row) => row.compiles);
  const alone = await run(bazc, ['compile', '--hash', files.get(source)], { cwd: scratch, env: cleanEnvironment() });
  if (alone.stdout !== `${hash}\n`) throw new Error(`compile --hash: expected ${hash}, got ${alone.stdout}${alone.stderr}`);
}

export class Round {
  /** `store`: {url, env, objects()}; an empty `directory` takes the database, and is where bazc runs. */
  constructor({ bazc, rows, directory, store }) {
    this.bazc = bazc;
    this.database = join(directory, 'scenes.db');
    this.store = store;
    // No bazc.toml either: nothing but ours is in the directory.
    this.spawnOptions = { cwd: directory, env: { ...cleanEnvironment(), ...store.env } };
    this.witness = new Witness(this.database, store, rows);
    makeDatabase(this.database, rows);
  }

  async init() {
    const { code, stderr } = await this.run(['init', ...this.at()]);
    if (code !== 0) throw new Error(`bazc init ends with ${code}: ${stderr}`);
  }

  at() {
    return ['--db', `sqlite:${this.database}`, '--store', this.store.url];
  }

  migration(extra = []) {
    return ['migrate', ...this.at(), '--jobs', '2', '--deleted-column', 'deleted_at', ...extra];
  }

  run(args) {
    return run(this.bazc, args, this.spawnOptions);
  }
}
