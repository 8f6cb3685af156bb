// Tables of scenes in a PostgreSQL of their own, each in a database of its own.
import { startPostgres } from '../tests/databases/postgres.mjs';
import { requireFrom } from '../tests/oracle/reference.mjs';
import { addColumns, numberedId, resultColumns } from './scenes.mjs';

class PostgresScenes {
  constructor(server, name) {
    this.server = server;
    this.name = name;
    this.url = server.urlOf(name);
    this.location = this.url; // what the peer is told
  }

  async copy(name) {
    await this.server.query('postgres', `CREATE DATABASE "${name}" TEMPLATE "${this.name}"`);
    return new PostgresScenes(this.server, name);
  }

  /** What a migration recorded, in the order of the ids. */
  results() {
    return this.server.query(this.name, `SELECT ${resultColumns} FROM scenes ORDER BY id`);
  }

  /** How many scenes have a hash. */
  async compiled() {
    const [{ compiled }] = await this.server.query(this.name, 'SELECT count(compiled_hash)::integer AS compiled FROM scenes');
    return compiled;
  }

  async remove() {
    await this.server.query('postgres', `DROP DATABASE "${this.name}" WITH (FORCE)`);
  }
}

export class PostgresServer {
  static async start({ modules }) {
    return new PostgresServer(requireFrom(modules)('pg'), await startPostgres());
  }

  constructor({ Client }, server) {
    this.Client = Client;
    this.server = server;
  }

  /** Without TLS, which npm's `pg` leaves out unless it is asked for, and libpq does not. */
  urlOf(database) {
    const url = new URL(this.server.url);
    url.pathname = `/${database}`;
    url.search = '?sslmode=disable';
    return url.href;
  }

  /** The rows of one statement, on a connection of its own. */
  async query(database, sql, values = []) {
    const client = new this.Client({ connectionString: this.urlOf(database) });
    await client.connect();
    try {
      return (await client.query(sql, values)).rows;
    } finally {
      await client.end();
    }
  }

  /** As SqliteScenes.make(), of `sources`, which are taken in turn, in the new database `name`. */
  async make({ bazc }, name, sources, count) {
    await this.query('postgres', `CREATE DATABASE "${name}"`);
    await this.query(name, 'CREATE TABLE scenes (id text PRIMARY KEY, tsx_code text NOT NULL, updated_at timestamptz NOT NULL)');
    const [start, digits] = /^(\D+)(\d+)$/.exec(numberedId(0)).slice(1);
    await this.query(
      name,
      `INSERT INTO scenes
        SELECT $1 || lpad(n::text, $2, '0'), ($3::text[])[1 + n % $4], now() - interval '1 day'
        FROM generate_series(0, $5::integer - 1) AS n`,
      [start, digits.length, sources, sources.length, count],
    );
    const scenes = new PostgresScenes(this, name);
    await addColumns(bazc, scenes.url);
    await this.query(name, 'VACUUM ANALYZE scenes');
    return scenes;
  }

  stop() {
    return this.server.stop();
  }
}
