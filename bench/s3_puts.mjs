// PUTs a second of bazc's store beside those of wrk, which only sends bytes that were made ahead:
// what the server can take. In turns, to one server.
import { createHash, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BucketStore } from '../tests/s3/bucket_store.mjs';
import { startRadosgw } from '../tests/s3/radosgw.mjs';
import { inTurns, measure, median, pairedRatio } from './measure.mjs';

const replay = fileURLToPath(new URL('replay.lua', import.meta.url));
const bodyBytes = 8192;
const connections = 16;
const wrkSeconds = 3;
const signedAhead = 30_000; // more than a server on any machine takes in that time

const digest = (algorithm, bytes, encoding) => createHash(algorithm).update(bytes).digest(encoding);

/** Files for replay.lua: a body, and requests for keys that were never used, signed now. */
function signRequests(client, scratch) {
  const body = Buffer.alloc(bodyBytes, '.');
  const headers = {
    'content-type': 'application/javascript',
    'cache-control': 'public, max-age=31536000, immutable',
    'x-amz-meta-sha256': digest('sha256', body, 'hex'),
    'if-none-match': '*',
    'content-md5': digest('md5', body, 'base64'),
    'x-amz-content-sha256': digest('sha256', body, 'hex'),
    'x-amz-date': new Date().toISOString().replace(/[-:]|\.\d+/g, ''),
  };
  const prefix = `components/${randomUUID()}`;
  const lines = [];
  for (let n = 0; n < signedAhead; n += 1) {
    const { path, headers: signed } = client.prepare('PUT', `${prefix}-${n}.js`, { headers, body });
    const { authorization, 'content-length': length, ...shared } = signed;
    if (n === 0) lines.push(Object.entries(shared).map((header) => header.join(': ')).join('\t'));
    lines.push(`${path}\t${authorization}`);
  }
  const files = [join(scratch, 'body'), join(scratch, 'requests')];
  writeFileSync(files[0], body);
  writeFileSync(files[1], `${lines.join('\n')}\n`);
  return files;
}

async function limit(store, scratch) {
  const files = signRequests(store.client, scratch);
  const { stdout } = await measure(['wrk', '-t1', `-c${connections}`, `-d${wrkSeconds}`, '-s', replay, store.client.endpoint.href, '--', ...files]);
  const { puts, seconds, failed } = JSON.parse(stdout.trim().split('\n').at(-1));
  if (failed > 0 || puts === 0) throw new Error(`wrk: ${failed} of ${puts} PUTs failed`);
  return { rate: puts / seconds };
}

async function ours({ programs, puts }, store) {
  const { stdout } = await measure([programs('put_rate'), store.url, String(puts), String(bodyBytes), String(connections)], { env: store.env });
  const { seconds, cpu_seconds: cpuSeconds } = JSON.parse(stdout);
  return { rate: puts / seconds, cpuMilliseconds: (cpuSeconds / puts) * 1000 };
}

/** Rows of the table: name, bazc, peer, ratio. */
export async function measurePuts(options, scratch) {
  const functions = [(store) => ours(options, store), (store) => limit(store, scratch)];
  const [bazc, wrk] = await inTurns(options.rounds, functions, async (_, both) => {
    const server = await startRadosgw();
    try {
      await both(new BucketStore(server, server.bucket));
    } finally {
      await server.stop();
    }
  });
  const rates = [bazc, wrk].map((runs) => runs.map(({ rate }) => rate));
  const { ratio, range } = pairedRatio(...rates);
  return [
    ['PUTs of 8 KB a second, beside wrk', ...rates.map((values) => median(values).toFixed(0)), `${ratio.toFixed(2)} of the limit (${range})`],
    ['  processor time of a PUT', `${median(bazc.map(({ cpuMilliseconds }) => cpuMilliseconds)).toFixed(3)} ms`, '', ''],
  ];
}
