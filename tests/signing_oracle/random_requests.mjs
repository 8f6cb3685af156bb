// Requests to an S3-like service, made from a seed, and what bazc adds to them to sign them.
import { execFileSync } from 'node:child_process';
import { makeRandom } from '../crash/random.mjs';

const methods = ['GET', 'GET', 'PUT', 'HEAD', 'POST', 'DELETE'];
const regions = ['auto', 'us-east-1', 'eu-central-1', 'ap-southeast-2', 'garage'];
const hosts = ['bucket.example', '127.0.0.1:9000', '0123456789abcdef.r2.example', 'Bucket.S3.Example:443'];
const words = ['a', 'b', 'Z', '0', 'components', 'prefix', 'list-type', 'list', 'été', 'ሴ', '😀', 'x y', ' ', '+', '%', '%2B',
  '&', '=', '?', '#', ':', ';', ',', '@', '$', "'", '"', '(', ')', '*', '!', '~', '_', '-', '.', '<', '>', '[', ']', '|', '\\', '^'];
const headerNames = ['Content-Type', 'content-type', 'Cache-Control', 'Range', 'User-Agent', 'If-None-Match', 'X-Amz-Meta-A',
  'x-amz-meta-a', 'X-AMZ-META-A', 'x-amz-meta-a-b', 'x-amz-meta-ab', 'X-Amz-Storage-Class', 'Date', 'X-Odd', 'x-odd-'];
const values = ['a', 'B', 'text/plain; charset=utf-8', '"0123"', 'bytes=0-9', 'é', 'a,b', '*', 'no-cache', '=', '\\'];
const whiteSpace = ['', '', ' ', '  ', '\t', ' \t '];

const times = { from: Date.UTC(1970, 0, 1) / 1000, to: Date.UTC(2100, 0, 1) / 1000 };

/** `count` requests: header names may repeat, in any spelling; the path is not encoded. */
export function makeRequests(seed, count) {
  const random = makeRandom(seed);
  const listOf = (most, make) => Array.from({ length: Math.floor(random.upTo(most + 1)) }, make);
  const text = (most) => listOf(most, () => random.pick(words)).join('');
  const letters = (length) =>
    Array.from({ length }, () => random.pick([...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/+'])).join('');
  const segment = () => (random.chance(0.1) ? random.pick(['.', '..', '']) : text(4));
  const headerValue = () =>
    random.pick(whiteSpace) + listOf(3, () => random.pick(values)).join(random.pick([' ', '  ', '\t', ' \t  '])) + random.pick(whiteSpace);
  const shuffled = (items) => {
    const rest = [...items];
    return items.map(() => rest.splice(Math.floor(random.upTo(rest.length)), 1)[0]);
  };
  const query = () => {
    const pairs = listOf(4, () => [random.pick(words) + text(2), text(3)]);
    if (pairs.length > 0 && random.chance(0.3)) pairs.push([pairs[0][0], text(2)], [pairs[0][0], '']);
    return pairs;
  };
  return Array.from({ length: count }, () => {
    const method = random.pick(methods);
    const body = ['PUT', 'POST'].includes(method) ? text(6) : '';
    const headers = [['Host', random.pick(hosts)], ...listOf(5, () => [random.pick(headerNames), headerValue()])];
    if (body !== '') headers.push(['Content-Length', String(Buffer.byteLength(body))], ['Content-Type', 'x/y']);
    return {
      method,
      path: `/${listOf(4, segment).join('/')}`,
      query: query(),
      headers: shuffled(headers),
      body,
      access_key_id: letters(20),
      secret_access_key: letters(random.pick([1, 40, 64, 200])),
      session_token: random.chance(0.3) ? letters(300) : '',
      region: random.pick(regions),
      time: Math.floor(times.from + random.upTo(times.to - times.from)),
    };
  });
}

/** bazc's headers for each request: [[name, value], …]. `dump` is the signing_dump program. */
export function signedByBazc(dump, requests) {
  const input = requests.map((request) => `${JSON.stringify(request)}\n`).join('');
  const lines = execFileSync(dump, { input, maxBuffer: 2 ** 30 }).toString().trimEnd().split('\n');
  if (lines.length !== requests.length) throw new Error(`${lines.length} signatures for ${requests.length} requests`);
  return lines.map((line) => JSON.parse(line));
}

/** RFC 3986, section 2.3: everything but the unreserved characters. */
export const encoded = (text) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

export const encodedPath = (path) => path.split('/').map(encoded).join('/');

/** "20150830T123600Z" of seconds since 1970. */
export const amzDate = (time) => new Date(time * 1000).toISOString().replace(/[-:]|\.000/g, '');
