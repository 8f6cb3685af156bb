// Sends random requests, signed by libcurl through the curl program, to a server of its own, and
// signs them with bazc: every Authorization that arrives must be bazc's.
//
// libcurl 7.88 is wrong about some requests, which are left out:
// - two headers of one name: it signs them as two;
// - headers that sort otherwise by "name:" than by name: it sorts such lines, and '-' is before ':'.
// It also neither encodes nor sorts a query, so it gets the canonical one.
//
// usage: node compare_with_curl.mjs --dump SIGNING_DUMP [--count 2000] [--seed S]
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { parseOptions } from '../oracle/options.mjs';
import { Tally } from '../oracle/tally.mjs';
import { amzDate, encoded, encodedPath, makeRequests, signedByBazc } from './random_requests.mjs';

function isRightInCurl({ headers }) {
  const names = headers.map(([name]) => name.toLowerCase()).sort();
  const lines = names.map((name) => `${name}:`).sort();
  return new Set(names).size === names.length && lines.every((line, index) => line === `${names[index]}:`);
}

/** Sorted by encoded name, then value. */
function canonicalQuery(query) {
  const pairs = query.map((pair) => pair.map(encoded));
  pairs.sort(([a, b], [c, d]) => (a === c ? Number(b > d) - Number(b < d) : a < c ? -1 : 1));
  return pairs.map((pair) => pair.join('=')).join('&');
}

/** A string of a curl configuration file. */
function quoted(text) {
  const escaped = text.replace(/[\\"\t]/g, (c) => (c === '\t' ? '\\t' : `\\${c}`));
  return `"${escaped}"`;
}

/** The lines of a curl configuration file that send the request to `origin`. */
function curlLines(request, origin) {
  const query = canonicalQuery(request.query);
  const headers = [
    ...request.headers,
    ['x-amz-date', amzDate(request.time)],
    ['x-amz-content-sha256', createHash('sha256').update(request.body).digest('hex')],
  ];
  if (request.session_token !== '') headers.push(['x-amz-security-token', request.session_token]);
  return [
    'silent',
    'show-error',
    'path-as-is',
    'globoff',
    'output = "/dev/null"',
    `aws-sigv4 = ${quoted(`aws:amz:${request.region}:s3`)}`,
    `user = ${quoted(`${request.access_key_id}:${request.secret_access_key}`)}`,
    `url = ${quoted(origin + encodedPath(request.path) + (query === '' ? '' : `?${query}`))}`,
    request.method === 'HEAD' ? 'head' : `request = ${quoted(request.method)}`,
    ...headers.map(([name, value]) => `header = ${quoted(`${name}:${value}`)}`),
    ...(request.body === '' ? [] : [`data-raw = ${quoted(request.body)}`]),
  ];
}

/** The Authorization of each request as it arrived, in order. */
async function signedByCurl(requests) {
  const arrived = [];
  const server = createServer((message, response) => {
    arrived.push({ method: message.method, authorization: message.headers.authorization });
    message.resume().on('end', () => response.end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const origin = `http://127.0.0.1:${server.address().port}`;
    const curl = spawn('curl', ['--disable', '--config', '-'], { stdio: ['pipe', 'inherit', 'inherit'] });
    curl.stdin.end(requests.map((request) => curlLines(request, origin).join('\n')).join('\nnext\n'));
    const [code] = await once(curl, 'close');
    if (code !== 0) throw new Error(`curl ended with ${code}`);
  } finally {
    server.close();
  }
  return arrived;
}

async function main() {
  const options = parseOptions(process.argv.slice(2), {
    dump: '',
    count: 2000,
    seed: Math.floor(Math.random() * 2 ** 32),
  });
  console.log(`seed ${options.seed}`);
  console.log(execFileSync('curl', ['--version']).toString().split(' (')[0]);
  const made = makeRequests(options.seed, options.count);
  const requests = made.filter(isRightInCurl);
  console.log(`${requests.length} of ${made.length} requests are right in curl`);
  const tally = new Tally();
  const signed = signedByBazc(options.dump, requests);
  const arrived = await signedByCurl(requests);
  if (arrived.length !== requests.length) throw new Error(`${arrived.length} of ${requests.length} requests arrived`);
  requests.forEach((request, index) => {
    const ours = signed[index].at(-1)[1];
    const theirs = arrived[index].authorization;
    const name = `request ${index}: ${JSON.stringify(request)}`;
    tally.check(name, ours === theirs ? undefined : `bazc ${ours}\ncurl ${theirs}`);
  });
  return tally.close();
}

process.exitCode = await main();
