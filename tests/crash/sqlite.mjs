// SQLite by its own command-line program: independent of the library that bazc links.
import { spawnSync } from 'node:child_process';

/** Runs SQL on a database file and gives the rows of the last SELECT as objects. */
export function sqlite(database, sql) {
  const { status, error, stdout, stderr } = spawnSync('sqlite3', ['-batch', '-bail', '-json', database], {
    input: `.timeout 10000\n${sql}\n`,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (error) throw new Error(`cannot run sqlite3: ${error.message}`);
  if (status !== 0 || stderr !== '') throw new Error(`sqlite3 ${database}: ${stderr.trim() || `exit code ${status}`}`);
  return stdout === '' ? [] : JSON.parse(stdout);
}

/** A value as SQL text: any string is safe, since it goes in as hex. */
const literal = (text) => (text === null ? 'NULL' : `CAST(X'${Buffer.from(text).toString('hex')}' AS TEXT)`);

/** Makes a database with one row for each {id, source, deleted}. */
export function makeDatabase(database, rows) {
  const values = rows.map(
    ({ id, source, deleted }) =>
      `(${literal(id)}, ${literal(source)}, '2024-05-01 12:00:00', ${deleted ? "'2024-06-01 12:00:00'" : 'NULL'})`,
  );
  const inserts = [];
  for (let start = 0; start < values.length; start += 500) {
    inserts.push(`INSERT INTO scenes VALUES\n${values.slice(start, start + 500).join(',\n')};`);
  }
  sqlite(
    database,
    `CREATE TABLE scenes (id TEXT PRIMARY KEY, tsx_code TEXT, updated_at TIMESTAMP NOT NULL, deleted_at TIMESTAMP);
     BEGIN;
     ${inserts.join('\n')}
     COMMIT;`,
  );
}
