// The peer's scenes in PostgreSQL: a pool of connections, prepared statements, one UPDATE of many
// rows.

const connections = 4;

const select = `SELECT id, tsx_code FROM scenes
  WHERE compiled_hash IS NULL AND compilation_error IS NULL AND id > $1 ORDER BY id LIMIT $2`;
const update = `UPDATE scenes SET
    compiled_url = CASE WHEN result.error IS NULL THEN result.url ELSE scenes.compiled_url END,
    compiled_hash = CASE WHEN result.error IS NULL THEN result.hash ELSE scenes.compiled_hash END,
    compiled_at = now(), compilation_error = result.error
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS result (id, url, hash, error)
  WHERE scenes.id = result.id`;

export function openRows(require, url) {
  const { Pool } = require('pg');
  const pool = new Pool({ connectionString: url, max: connections });
  return {
    pendingAfter: async (id, limit) => (await pool.query({ name: 'select', text: select, values: [id, limit] })).rows,
    async record(results) {
      const columns = ['id', 'url', 'hash', 'error'].map((name) => results.map((result) => result[name] ?? null));
      await pool.query({ name: 'update', text: update, values: columns });
    },
    close: () => pool.end(),
  };
}
