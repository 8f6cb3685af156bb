// Cloudflare's own local R2, from npm: answers as R2 does, at an endpoint with a path prefix.
//
// usage: node miniflare.mjs --modules DIR [--bucket NAME]
//
// DIR holds node_modules with miniflare (build/s3). Announces {endpoint, bucket, region,
// access_key_id, secret_access_key, public_url}. Buckets cannot be made through its S3 API, and it
// has no CORS calls (501). It takes paths verbatim, and closes a connection after a refused PUT
// without saying so.
import { File } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseOptions } from '../oracle/options.mjs';
import { isMain, serve, startProgram } from './program.mjs';

async function startServer({ modules, bucket }, household) {
  console.log = console.error; // it prints what workerd says; standard output is for our line
  process.env.TMPDIR = household.directory;
  const require = createRequire(join(resolve(modules), 'package.json'));
  process.env.WORKERD = require('workerd').default;
  process.env.MINIFLARE_WORKERD_PATH = fileURLToPath(new URL('mortal_workerd.sh', import.meta.url));
  globalThis.File ??= File; // Node 18 has no such global, and miniflare wants one
  const { Miniflare } = require('miniflare');
  const credentials = { accessKeyId: randomBytes(16).toString('hex'), secretAccessKey: randomBytes(32).toString('hex') };
  const server = new Miniflare({
    host: '127.0.0.1',
    port: 0,
    cf: false, // else it asks the network where on earth it is
    modules: true,
    script: 'export default { fetch: () => new Response(null, { status: 404 }) };',
    r2Buckets: { BUCKET: { id: bucket, s3Credentials: credentials } },
  });
  const { origin } = await server.ready;
  return {
    announcement: {
      endpoint: `${origin}/cdn-cgi/local/r2/s3`,
      bucket,
      region: 'auto',
      access_key_id: credentials.accessKeyId,
      secret_access_key: credentials.secretAccessKey,
      public_url: `${origin}/cdn-cgi/local/r2/public/${bucket}`,
    },
    close: () => server.dispose(),
  };
}

/** Starts it as a process of its own, which ends with this one. Gives what is announced, and stop(). */
export async function startMiniflare({ modules, bucket = 'scenes' }) {
  const program = await startProgram(fileURLToPath(import.meta.url), ['--modules', modules, '--bucket', bucket]);
  return { ...program.announcement, pid: program.pid, stop: () => program.stop() };
}

if (isMain(import.meta.url)) {
  await serve('miniflare', (household) => {
    const options = parseOptions(process.argv.slice(2), { modules: '', bucket: 'scenes' });
    return startServer(options, household);
  });
}
