// A small S3 client that shares nothing with bazc: it makes buckets for the tests, and reads what
// bazc wrote. Signs with AWS Signature Version 4, by Amazon's description of it.
import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';

const sha256 = (data) => createHash('sha256').update(data).digest('hex');
const hmac = (key, data) => createHmac('sha256', key).update(data).digest();
const encode = (text) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
const entities = { amp: '&', apos: "'", gt: '>', lt: '<', quot: '"' };
const fromXml = (text) => text.replace(/&(amp|apos|gt|lt|quot);/g, (_, name) => entities[name]);
const encodePath = (path) => path.split('/').map(encode).join('/');

/** The headers to send: those given, and with them a signature over all. */
function sign({ method, path, query, headers, credentials }) {
  const time = headers['x-amz-date'];
  const scope = `${time.slice(0, 8)}/${credentials.region}/s3/aws4_request`;
  const names = Object.keys(headers).sort();
  const canonical = [
    method,
    path,
    query,
    ...names.map((name) => `${name}:${String(headers[name]).trim()}`),
    '',
    names.join(';'),
    headers['x-amz-content-sha256'],
  ].join('\n');
  const key = [time.slice(0, 8), credentials.region, 's3', 'aws4_request'].reduce(hmac, `AWS4${credentials.secret_access_key}`);
  const signature = hmac(key, ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n')).toString('hex');
  const authorization = `AWS4-HMAC-SHA256 Credential=${credentials.access_key_id}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return { ...headers, authorization };
}

export class S3Client {
  /** What a server announces is what this takes: endpoint, bucket, region, keys, ca_file. */
  constructor({ endpoint, bucket, region = 'auto', access_key_id, secret_access_key, ca_file }) {
    this.endpoint = new URL(endpoint);
    this.bucket = bucket;
    this.credentials = { region, access_key_id, secret_access_key };
    this.ca = ca_file && readFileSync(ca_file);
  }

  /**
   * What request() would send now, signed: {method, path, headers}. `key` is '' for the bucket
   * itself. Headers (lower-case names) win over those that come by themselves, and are signed too.
   */
  prepare(method, key, { query = {}, headers = {}, body = '' } = {}) {
    const prefix = this.endpoint.pathname.replace(/\/$/, '');
    const path = `${prefix}/${encode(this.bucket)}${key === '' ? '' : `/${encodePath(key)}`}`;
    const queryString = Object.entries(query)
      .map(([name, value]) => `${encode(name)}=${encode(value)}`)
      .sort()
      .join('&');
    const signed = sign({
      method,
      path,
      query: queryString,
      credentials: this.credentials,
      headers: {
        host: this.endpoint.host,
        'x-amz-date': new Date().toISOString().replace(/[-:]|\.\d+/g, ''),
        'x-amz-content-sha256': sha256(body),
        ...headers,
      },
    });
    if (method === 'PUT' || method === 'POST') signed['content-length'] = Buffer.byteLength(body);
    return { method, path: queryString === '' ? path : `${path}?${queryString}`, headers: signed };
  }

  /**
   * One request, as prepare() describes it.
   * @returns {Promise<{status: number, headers: object, body: Buffer}>}
   */
  request(method, key, options = {}) {
    return this.#send(this.prepare(method, key, options), options.body ?? '');
  }

  #send(request, body) {
    const { send, more } =
      this.endpoint.protocol === 'https:' ? { send: https.request, more: { ca: this.ca } } : { send: http.request, more: {} };
    return new Promise((resolve, reject) => {
      const { hostname: host, port } = this.endpoint;
      const outgoing = send({ host, port, agent: false, ...request, ...more }, (answer) => {
        const chunks = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) }));
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  /** As request(), where anything but success is an error. */
  async succeed(method, key, options) {
    const answer = await this.request(method, key, options);
    if (answer.status >= 300) throw new Error(`${method} ${this.bucket}/${key}: ${answer.status} ${answer.body}`);
    return answer;
  }

  /** Every key of the bucket. */
  async keys() {
    const keys = [];
    let next = {};
    while (next) {
      const query = { 'list-type': '2', 'encoding-type': 'url', ...next };
      const { body } = await this.succeed('GET', '', { query });
      const text = body.toString();
      for (const [, key] of text.matchAll(/<Key>([^<]*)<\/Key>/g)) keys.push(decodeURIComponent(fromXml(key).replaceAll('+', ' ')));
      const token = /<NextContinuationToken>([^<]*)</.exec(text)?.[1];
      next = token && { 'continuation-token': fromXml(token) };
    }
    return keys;
  }
}
