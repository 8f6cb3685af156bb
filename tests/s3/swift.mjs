// OpenStack Swift from Debian, with its S3 API: the one server here that refuses a wrong region.
//
// usage: node swift.mjs [--bucket NAME] [--region NAME]
//
// Announces {endpoint, bucket, region, access_key_id, secret_access_key}. It keeps objects in
// memory, needs no memcached (its authentication asks for none where requests are signed), no user
// of its own and no service. It has no conditional PUT (501) and no CORS calls.
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseOptions } from '../oracle/options.mjs';
import { findAddress } from '../support/loopback.mjs';
import { isMain, serve, startProgram } from './program.mjs';
import { S3Client } from './s3_client.mjs';

const readyWithin = 60_000; // ms; it takes one second on an idle machine
const servers = fileURLToPath(new URL('swift_servers.py', import.meta.url));

/** `account` and `user` together are the access key id, in tempauth's way: "account:user". */
function proxyConfig({ directory, region, account, user, secret }) {
  return `[DEFAULT]
swift_dir = ${directory}
[pipeline:main]
pipeline = catch_errors proxy-logging listing_formats s3api tempauth proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:proxy-logging]
use = egg:swift#proxy_logging
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:s3api]
use = egg:swift#s3api
location = ${region}
[filter:tempauth]
use = egg:swift#tempauth
user_${account}_${user} = ${secret} .admin
`;
}

async function startServer({ bucket, region }, household) {
  const { directory } = household;
  const { host, port } = await findAddress(4);
  const [account, secret] = [randomBytes(16).toString('hex'), randomBytes(32).toString('hex')];
  const announcement = {
    endpoint: `http://${host}:${port}`,
    bucket,
    region,
    access_key_id: `${account}:tester`,
    secret_access_key: secret,
  };
  writeFileSync(join(directory, 'swift.conf'), `[swift-hash]\nswift_hash_path_suffix = ${randomBytes(8).toString('hex')}\n`);
  writeFileSync(join(directory, 'proxy-server.conf'), proxyConfig({ directory, region, account, user: 'tester', secret }));
  // Debian's Python, which has Debian's modules.
  household.start('swift', '/usr/bin/python3', [servers, directory, host, String(port)]);
  await answers(new S3Client({ ...announcement, bucket: 'no-such-bucket' }));
  await new S3Client(announcement).succeed('PUT', '');
  return { announcement };
}

/** Waits for any answer; where the server ends meanwhile, this program does too (household.failure). */
async function answers(client) {
  const deadline = Date.now() + readyWithin;
  for (;;) {
    try {
      return await client.request('GET', '');
    } catch (error) {
      if (Date.now() > deadline) throw new Error(`swift does not answer: ${error.message}`);
      await sleep(20);
    }
  }
}

/** Starts it as a process of its own, which ends with this one. Gives what is announced, and stop(). */
export async function startSwift({ bucket = 'scenes', region = 'auto' } = {}) {
  const program = await startProgram(fileURLToPath(import.meta.url), ['--bucket', bucket, '--region', region]);
  return { ...program.announcement, pid: program.pid, stop: () => program.stop() };
}

if (isMain(import.meta.url)) {
  await serve('swift', (household) => {
    const options = parseOptions(process.argv.slice(2), { bucket: 'scenes', region: 'auto' });
    return startServer(options, household);
  });
}
