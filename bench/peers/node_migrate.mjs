// The peer of `bazc migrate --db URL --store s3:…` in Node, as the architecture document describes it:
// Sucrase, the wrapper, Amazon's S3 client with 16 objects in flight. What a competent engineer would
// add is here too: connections are kept alive, rows are read and recorded in batches.
//
// usage: node node_migrate.mjs MODULES_DIR DATABASE, with S3_ENDPOINT, S3_REGION, S3_BUCKET,
// R2_ACCESS_KEY_ID, R2_SECRET_ACCESS_KEY and R2_PUBLIC_URL set; DATABASE is a file of SQLite or a
// URL of PostgreSQL
import { createHash } from 'node:crypto';
import { loadSucrase, referenceModule, requireFrom } from '../../tests/oracle/reference.mjs';
import * as postgres from './postgres_rows.mjs';
import * as sqlite from './sqlite_rows.mjs';

const atOnce = 16;
const batchSize = 100; // rows, of a query and of a transaction

const [modules, location] = process.argv.slice(2);
const require = requireFrom(modules);
const { PutObjectCommand, S3Client } = require('@aws-sdk/client-s3');
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

const { openRows } = location.startsWith('postgresql://') ? postgres : sqlite;
const rows = openRows(require, location);

async function* pendingScenes() {
  let after = '';
  for (;;) {
    const scenes = await rows.pendingAfter(after, batchSize);
    if (scenes.length === 0) return;
    after = scenes.at(-1).id;
    yield* scenes;
  }
}

let results = [];
async function record(result) {
  results.push(result);
  if (results.length >= batchSize) await flush();
}

async function flush() {
  const batch = results;
  results = [];
  if (batch.length > 0) await rows.record(batch);
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
    await record({ id, error: error.message });
    return;
  }
  const artifact = Buffer.from(referenceModule(js));
  const sha256 = createHash('sha256').update(artifact).digest('hex');
  const hash = sha256.slice(0, 16);
  const key = `components/${hash}.js`;
  await put(key, artifact, sha256);
  await record({ id, url: `${publicUrl}/${key}`, hash });
}

const scenes = pendingScenes();
await Promise.all(
  Array.from({ length: atOnce }, async () => {
    for await (const scene of scenes) await migrate(scene);
  }),
);
await flush();
await rows.close();
s3.destroy();
