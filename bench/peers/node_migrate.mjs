// The peer of `bazc migrate --db sqlite:FILE --store s3:…` in Node, as the architecture document
// describes it: Sucrase, the wrapper, Amazon's S3 client with 16 objects in flight. What a competent
// engineer would add is here too: connections are kept alive, rows are read and recorded in batches.
//
// usage: node node_migrate.mjs MODULES_DIR DATABASE, with S3_ENDPOINT, S3_REGION, S3_BUCKET,
// R2_ACCESS_KEY_ID, R2_SECRET_ACCESS_KEY and R2_PUBLIC_URL set
import { createHash } from 'node:crypto';
import { loadSucrase, referenceModule, requireFrom } from '../../tests/oracle/reference.mjs';

const atOnce = 16;
const batchSize = 100; // rows, of a query and of a transaction

const [modules, file] = process.argv.slice(2);
const require = requireFrom(modules);
const { PutObjectCommand, S3Client } = require('@aws-sdk/client-s3');
const Database = require('libsql');
const transform = loadSucrase(modules);

const { S3_BUCKET: bucket, R2_PUBLIC_URL: publicUrl } = process.env;
const s3 = new S3Client({
  endpoint: process.env.S3_ENDPOINT,
  region: process.env.S3_REGION,
  forcePathStyle: true,
  credentials: { accessKeyId: process.env.R2_ACCESS_KEY_ID, secretAccessKey: process.env.R2_SECRET_ACCESS_KEY },
  requestHandler: { httpAgent: { keepAlive: true, maxSockets: atOnce } },
  // A CRC-32 besides the SHA-256 of the signature, in JavaScript, would only cost time.
  requestChecksumCalculation: 'WHEN_REQUIRED',
});

const database = new Database(file);
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL'); // as bazc
const select = database.prepare(
  'SELECT id, tsx_code FROM scenes WHERE compiled_hash IS NULL AND compilation_error IS NULL AND id > ? ORDER BY id LIMIT ?',
);
const recordSuccess = database.prepare(
  'UPDATE scenes SET compiled_url = ?, compiled_hash = ?, compiled_at = ?, compilation_error = NULL WHERE id = ?',
);
const recordFailure = database.prepare('UPDATE scenes SET compiled_at = ?, compilation_error = ? WHERE id = ?');

function* pendingScenes() {
  let after = '';
  for (;;) {
    const rows = select.all(after, batchSize);
    if (rows.length === 0) return;
    after = rows.at(-1).id;
    yield* rows;
  }
}

let results = [];
function record(result) {
  results.push(result);
  if (results.length >= batchSize) flush();
}

function flush() {
  database.exec('BEGIN');
  for (const { id, url, hash, error } of results) {
    const now = new Date().toISOString().slice(0, 19).replace('T', ' ');
    if (error === undefined) recordSuccess.run(url, hash, now, id);
    else recordFailure.run(now, error, id);
  }
  database.exec('COMMIT');
  results = [];
}

async function put(key, body, sha256) {
  try {
    await s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: body,
        ContentType: 'application/javascript',
        CacheControl: 'public, max-age=31536000, immutable',
        Metadata: { sha256 },
        IfNoneMatch: '*',
      }),
    );
  } catch (error) {
    if (error.name !== 'PreconditionFailed') throw error; // it is there already
  }
}

async function migrate({ id, tsx_code: source }) {
  let js;
  try {
    js = transform(source);
  } catch (error) {
    record({ id, error: error.message });
    return;
  }
  const artifact = Buffer.from(referenceModule(js));
  const sha256 = createHash('sha256').update(artifact).digest('hex');
  const hash = sha256.slice(0, 16);
  const key = `components/${hash}.js`;
  await put(key, artifact, sha256);
  record({ id, url: `${publicUrl}/${key}`, hash });
}

const scenes = pendingScenes();
await Promise.all(
  Array.from({ length: atOnce }, async () => {
    for (const scene of scenes) await migrate(scene);
  }),
);
flush();
database.close();
s3.destroy();
