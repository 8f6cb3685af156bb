// Looks at database and store from outside bazc, and says what is wrong with them.
import { createHash } from 'node:crypto';
import { contentHash } from '../oracle/reference.mjs';
import { sqlite } from './sqlite.mjs';

/** Whether a run without options has this row to do. */
export const pending = (row) => !row.deleted && row.compiled_hash === null && row.compilation_error === null;

/** What `bazc init` puts into a bucket besides the artifacts. */
const ownKeys = ['_headers'];

/** design.md, "Store": what every artifact is served with. */
function artifactHeaders(bytes) {
  return {
    'content-type': 'application/javascript',
    'cache-control': 'public, max-age=31536000, immutable',
    'x-amz-meta-sha256': createHash('sha256').update(bytes).digest('hex'),
  };
}

export class Witness {
  /**
   * `store` gives its objects() as {key, bytes} and, where it keeps any, headers; `expected`: rows
   * {id, source, deleted, compiles, hash}.
   */
  constructor(database, store, expected) {
    this.database = database;
    this.store = store;
    this.expected = new Map(expected.map((row) => [row.id, row]));
    this.due = new Set(expected.filter((row) => row.compiles && !row.deleted).map((row) => row.hash));
  }

  /** The database's rows, each joined with what is expected of it. */
  rows() {
    const columns = 'id, tsx_code, compiled_hash, compiled_url, compiled_at, compilation_error';
    const rows = sqlite(this.database, `SELECT ${columns} FROM scenes;`);
    return rows.map((row) => ({ ...this.expected.get(row.id), ...row }));
  }

  objectFault({ key, bytes, headers }) {
    const name = /^components\/([0-9a-f]{16})\.js$/.exec(key)?.[1];
    if (name === undefined) return `${key} does not belong into the store`;
    const hash = contentHash(bytes);
    if (hash !== name) return `the object ${key} has the hash ${hash}`;
    if (!this.due.has(hash)) return `no scene has the object ${key}`;
    if (headers === undefined) return undefined;
    const wrong = Object.entries(artifactHeaders(bytes)).find(([header, value]) => headers[header] !== value);
    return wrong && `the object ${key} has ${wrong[0]}: ${headers[wrong[0]]}`;
  }

  /** The hashes in the store, or a fault. */
  async objects() {
    const objects = (await this.store.objects()).filter(({ key }) => !ownKeys.includes(key));
    const fault = objects.map((object) => this.objectFault(object)).find((found) => found !== undefined);
    return fault ? { fault } : { hashes: new Set(objects.map(({ bytes }) => contentHash(bytes))) };
  }

  rowFault(row, hashes) {
    const place = `row ${row.id}`;
    const source = this.expected.get(row.id)?.source;
    if (source === undefined) return `${place} was not there before`;
    if (row.tsx_code !== source) return `${place} has another source`;
    if (row.deleted) {
      return row.compiled_hash ?? row.compiled_at ?? row.compilation_error ? `${place} is deleted, but compiled` : undefined;
    }
    if (row.compiled_hash === null) {
      if (row.compiled_url !== null) return `${place} has a URL and no hash`;
      if ((row.compiled_at === null) !== (row.compilation_error === null)) return `${place} has an error or a time alone`;
      return undefined;
    }
    if (row.compilation_error !== null) return `${place} has a hash and an error: ${row.compilation_error}`;
    if (row.compiled_at === null) return `${place} has a hash and no time`;
    if (row.compiled_hash !== row.hash) return `${place} has the hash ${row.compiled_hash}, ${row.hash ?? 'none'} is right`;
    if (!row.compiled_url?.endsWith(`components/${row.hash}.js`)) return `${place} has the URL ${row.compiled_url}`;
    if (!hashes.has(row.hash)) return `${place} is compiled, but its object is not in the store`;
    return undefined;
  }

  /** What is wrong at any moment, or undefined. */
  async faultNow() {
    const [{ integrity_check: integrity }] = sqlite(this.database, 'PRAGMA integrity_check;');
    if (integrity !== 'ok') return `the database is damaged: ${integrity}`;
    const { hashes, fault } = await this.objects();
    if (fault) return fault;
    const rows = this.rows();
    if (rows.length !== this.expected.size) return `${rows.length} rows, ${this.expected.size} before`;
    for (const row of rows) {
      const found = this.rowFault(row, hashes);
      if (found) return found;
    }
    const wronged = rows.find((row) => row.compiles && row.compilation_error !== null);
    return wronged ? `row ${wronged.id} compiles, but has the error: ${wronged.compilation_error}` : undefined;
  }

  /** What is wrong after a run to the end, or undefined. */
  async faultAtTheEnd() {
    const fault = await this.faultNow();
    if (fault) return fault;
    const rows = this.rows();
    const left = rows.find(pending);
    if (left) return `row ${left.id} is still pending`;
    const { hashes } = await this.objects();
    const missing = [...this.due].find((hash) => !hashes.has(hash));
    return missing ? `no object ${missing} in the store` : undefined;
  }
}
