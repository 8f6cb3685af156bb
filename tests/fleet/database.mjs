// The table of scenes on one of the servers, and what a witness sees of it.
import { startMariadb } from '../databases/mariadb.mjs';
import { startPostgres } from '../databases/postgres.mjs';
import { hashOf, sourceOf } from './scenes.mjs';
import { SqlClient } from './sql_client.mjs';

const rowsPerInsert = 500;
const idsPerSum = 100; // a sum of a thousand terms is too deep for MariaDB's stack

/** On average, as in src/core/scenes/server/server_claims.cpp. */
export const rowsPerChunk = 128;

// The time of an edit is that of the statement, not of its transaction's begin: an edit that began
// before bazc read the row, and wrote after it was recorded, must be told.
const dialects = {
  postgres: {
    start: startPostgres,
    table: 'CREATE TABLE scenes (id text PRIMARY KEY, tsx_code text NOT NULL, updated_at timestamptz)',
    now: 'clock_timestamp()',
    update: (assignments, id) => `WITH done AS (UPDATE scenes SET ${assignments} WHERE id = '${id}' RETURNING 1) SELECT count(*) FROM done`,
    remove: (id) => `WITH done AS (DELETE FROM scenes WHERE id = '${id}' RETURNING 1) SELECT count(*) FROM done`,
    insert: (values) => `WITH done AS (INSERT INTO scenes (id, tsx_code, updated_at) VALUES ${values} RETURNING 1) SELECT count(*) FROM done`,
    locks: "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'",
    hash: (id) => `(hashtextextended('${id}', 0) & 9223372036854775807)`,
  },
  mariadb: {
    start: startMariadb,
    table: 'CREATE TABLE scenes (id varchar(64) PRIMARY KEY, tsx_code mediumtext NOT NULL, updated_at datetime(6)) CHARACTER SET utf8mb4',
    now: 'UTC_TIMESTAMP(6)',
    update: (assignments, id) => `UPDATE scenes SET ${assignments} WHERE id = '${id}'; SELECT ROW_COUNT()`,
    remove: (id) => `DELETE FROM scenes WHERE id = '${id}'; SELECT ROW_COUNT()`,
    insert: (values) => `INSERT INTO scenes (id, tsx_code, updated_at) VALUES ${values}; SELECT ROW_COUNT()`,
    locks: 'SELECT 0',
    hash: (id) => `CRC32('${id}')`,
  },
};

export class Database {
  /** `kind`: postgres or mariadb. */
  static async start(kind, options) {
    return new Database(kind, await dialects[kind].start(options));
  }

  constructor(kind, server) {
    this.kind = kind;
    this.server = server;
    this.dialect = dialects[kind];
  }

  get url() {
    return this.server.url;
  }

  connect() {
    return new SqlClient(this.kind, this.server);
  }

  /** A fresh table with `numbers`, a Map of ids to numbers. */
  async fill(client, numbers) {
    await client.rows('DROP TABLE IF EXISTS scenes');
    await client.rows(this.dialect.table);
    const entries = [...numbers];
    for (let i = 0; i < entries.length; i += rowsPerInsert) {
      const some = entries.slice(i, i + rowsPerInsert);
      const inserted = await client.value(this.dialect.insert(some.map(([id, number]) => this.#values(id, number)).join(', ')));
      if (Number(inserted) !== some.length) throw new Error(`${inserted} of ${some.length} rows inserted: ${client.complaints}`);
    }
  }

  #values(id, number) {
    return `('${id}', '${sourceOf(number)}', ${this.dialect.now})`;
  }

  // Statements that give how many rows they changed.
  edit(id, number) {
    return this.dialect.update(`tsx_code = '${sourceOf(number)}', updated_at = ${this.dialect.now}`, id);
  }

  insert(id, number) {
    return this.dialect.insert(this.#values(id, number));
  }

  remove(id) {
    return this.dialect.remove(id);
  }

  /** As no run has seen it. */
  renew(id, number) {
    const nothing = ['compiled_url', 'compiled_hash', 'compiled_at', 'compilation_error'].map((column) => `${column} = NULL`);
    return this.dialect.update(`tsx_code = '${sourceOf(number)}', ${nothing.join(', ')}`, id);
  }

  /** How many of `ids` begin a chunk. */
  async boundaries(client, ids) {
    let count = 0;
    for (let i = 0; i < ids.length; i += idsPerSum) {
      const begins = ids.slice(i, i + idsPerSum).map((id) => `CASE WHEN ${this.dialect.hash(id)} % ${rowsPerChunk} = 0 THEN 1 ELSE 0 END`);
      count += Number(await client.value(`SELECT ${begins.join(' + ')}`));
    }
    return count;
  }

  /** How many claims are held. */
  async claims(client) {
    return Number(await client.value(this.dialect.locks));
  }

  /**
   * What is wrong with the table and the store, or undefined: every row has the source that
   * `numbers` says, its hash and its URL, and no error; the store has an object of these bytes for
   * each. Objects of earlier sources may be there too.
   */
  async fault(client, numbers, store) {
    const rows = await client.rows("SELECT id, tsx_code, coalesce(compiled_hash, ''), coalesce(compiled_url, ''), coalesce(compilation_error, '') FROM scenes");
    if (rows.length !== numbers.size) return `${rows.length} rows, ${numbers.size} are right`;
    const objects = new Map((await store.objects()).map(({ key, bytes }) => [key, bytes]));
    for (const [id, source, hash, url, error] of rows) {
      const number = numbers.get(id);
      if (number === undefined) return `row ${id} is not to be there`;
      if (source !== sourceOf(number)) return `row ${id}: an edit was lost: it has ${source}, not number ${number}`;
      const due = hashOf(number);
      const key = `components/${due}.js`;
      if (hash !== due) return `row ${id} has the hash '${hash}', ${due} is right`;
      if (!url.endsWith(key)) return `row ${id} has the URL ${url}`;
      if (error !== '') return `row ${id} has the error ${error}`;
      if (!objects.get(key)?.equals(Buffer.from(`export default function Scene() { return ${number}; }`))) return `row ${id}: the object ${key} is not in the store`;
    }
    return undefined;
  }

  stop() {
    return this.server.stop();
  }
}
