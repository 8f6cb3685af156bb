// The peer's scenes in SQLite. Every function may give a promise, see postgres_rows.mjs.

export function openRows(require, file) {
  const Database = require('libsql');
  const database = new Database(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL'); // as bazc
  const select = database.prepare(
    'SELECT id, tsx_code FROM scenes WHERE compiled_hash IS NULL AND compilation_error IS NULL AND id > ? ORDER BY id LIMIT ?',
  );
  const recordSuccess = database.prepare(
    'UPDATE scenes SET compiled_url = ?, compiled_hash = ?, compiled_at = ?, compilation_error = NULL WHERE id = ?',
  );
  const recordFailure = database.prepare('UPDATE scenes SET compiled_at = ?, compilation_error = ? WHERE id = ?');
  return {
    pendingAfter: (id, limit) => select.all(id, limit),
    record(results) {
      database.exec('BEGIN');
      for (const { id, url, hash, error } of results) {
        const now = new Date().toISOString().slice(0, 19).replace('T', ' ');
        if (error === undefined) recordSuccess.run(url, hash, now, id);
        else recordFailure.run(now, error, id);
      }
      database.exec('COMMIT');
    },
    close: () => database.close(),
  };
}
