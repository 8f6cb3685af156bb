// Shows that the servers of the tests refuse what they have to refuse: a test against a server that
// takes anything proves nothing. And that nothing of them is left once they are ended or killed.
//
// usage: node check_servers.mjs --modules DIR
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseOptions } from '../oracle/options.mjs';
import { Tally } from '../oracle/tally.mjs';
import { aws } from './aws_cli.mjs';
import { startMiniflare } from './miniflare.mjs';
import { startRadosgw } from './radosgw.mjs';
import { S3Client } from './s3_client.mjs';
import { startSwift } from './swift.mjs';

const goneWithin = 10_000; // ms
const text = 'export default 1; // ✨\n';
const headers = {
  'content-type': 'application/javascript',
  'cache-control': 'public, max-age=31536000, immutable',
  'x-amz-meta-sha256': 'abc',
};

/** What the servers differ in: how a refusal is called, and what they can do. */
const ceph = { unknownKey: [403, 'InvalidAccessKeyId'], wrongHash: 'XAmzContentSHA256Mismatch', isConditional: true };
const r2 = { ...ceph, unknownKey: [401, 'Unauthorized'] };
const swift = { unknownKey: [403, 'SignatureDoesNotMatch'], wrongHash: 'BadDigest', isConditional: false, region: 'auto' };

/** pid -> {parent, start}: a pid that is used again has another start. */
function processes() {
  const found = new Map();
  for (const pid of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
      const [state, parent, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (state !== 'Z') found.set(Number(pid), { parent: Number(parent), start: rest[17] });
    } catch {
      // it has ended
    }
  }
  return found;
}

function familyOf(pid) {
  const all = processes();
  const family = new Map([[pid, all.get(pid).start]]);
  for (let size = 0; size < family.size; ) {
    size = family.size;
    for (const [child, { parent, start }] of all) if (family.has(parent)) family.set(child, start);
  }
  return family;
}

const alive = (family) => [...processes()].filter(([pid, { start }]) => family.get(pid) === start).map(([pid]) => pid);

class ServerCheck {
  constructor(name, server, traits, tally, scratch) {
    Object.assign(this, { name, server, traits, tally, scratch, client: new S3Client(server) });
  }

  expect(what, expected, actual) {
    const [want, got] = [JSON.stringify(expected), JSON.stringify(actual)];
    this.tally.check(`${this.name}: ${what}`, want === got ? undefined : `expected ${want}, got ${got}`);
  }

  async refuses(what, status, code, answer) {
    const { status: got, body } = await answer;
    this.expect(what, [status, code], [got, /<Code>([^<]*)</.exec(body)?.[1]]);
  }

  async stored(key) {
    const { status, body } = await this.client.request('GET', key);
    return status === 200 ? body.toString() : status;
  }

  async roundTrips() {
    await this.client.succeed('PUT', 'ours.js', { headers, body: text });
    const file = join(this.scratch, 'read.js');
    const bucket = ['--bucket', this.server.bucket];
    const read = await aws(this.server, this.scratch, ['s3api', 'get-object', ...bucket, '--key', 'ours.js', file]);
    this.expect('awscli reads what we wrote', [0, text], [read.code, read.code === 0 ? readFileSync(file, 'utf8') : read.stderr]);
    const info = JSON.parse(read.stdout || '{}');
    this.expect('awscli sees the headers', Object.values(headers), [info.ContentType, info.CacheControl, info.Metadata?.sha256]);

    writeFileSync(file, text);
    const put = await aws(this.server, this.scratch, ['s3api', 'put-object', ...bucket, '--key', 'theirs.js', '--body', file]);
    this.expect('awscli writes', [0, text], [put.code, await this.stored('theirs.js')]);
    this.expect('all keys', ['ours.js', 'theirs.js'], (await this.client.keys()).sort());
  }

  async refusesStrangers() {
    const liar = { ...this.server, secret_access_key: '0'.repeat(64) };
    const lie = { headers, body: text };
    await this.refuses('a wrong secret', 403, 'SignatureDoesNotMatch', new S3Client(liar).request('PUT', 'lie.js', lie));
    const { code, stderr } = await aws(liar, this.scratch, ['s3api', 'head-object', '--bucket', this.server.bucket, '--key', 'ours.js']);
    this.expect('a wrong secret of awscli', [true, true], [code !== 0, stderr.includes('403')]);
    const stranger = new S3Client({ ...this.server, access_key_id: '0'.repeat(32) });
    await this.refuses('an unknown key', ...this.traits.unknownKey, stranger.request('PUT', 'lie.js', lie));
    this.expect('nothing stored for strangers', 404, await this.stored('lie.js'));
  }

  async refusesWrongBodies() {
    const wrongHash = { headers: { 'x-amz-content-sha256': '1'.repeat(64) }, body: text };
    await this.refuses('a wrong body hash', 400, this.traits.wrongHash, this.client.request('PUT', 'hash.js', wrongHash));
    const wrongSum = { headers: { 'content-md5': Buffer.alloc(16).toString('base64') }, body: text };
    await this.refuses('a wrong Content-MD5', 400, 'BadDigest', this.client.request('PUT', 'md5.js', wrongSum));
    this.expect('nothing stored of wrong bodies', [404, 404], [await this.stored('hash.js'), await this.stored('md5.js')]);
  }

  async createsIfAbsent() {
    const create = (body) => this.client.request('PUT', 'once.js', { headers: { 'if-none-match': '*' }, body });
    const bodies = Array.from({ length: 16 }, (_, n) => `export default ${n};\n`);
    const statuses = (await Promise.all(bodies.map(create))).map(({ status }) => status);
    const winner = statuses.indexOf(200);
    this.expect('16 create at once', [1, 15], [200, 412].map((status) => statuses.filter((s) => s === status).length));
    this.expect('the one that created', bodies[winner], await this.stored('once.js'));
  }

  async knowsNoCondition() {
    const create = this.client.request('PUT', 'once.js', { headers: { 'if-none-match': '*' }, body: text });
    await this.refuses('a condition', 501, 'NotImplemented', create);
    this.expect('nothing stored on a condition', 404, await this.stored('once.js'));
  }

  async refusesOtherRegions() {
    for (const region of ['us-east-1', 'eu-1']) {
      const elsewhere = new S3Client({ ...this.server, region });
      const answer = await elsewhere.request('PUT', 'elsewhere.js', { headers, body: text });
      await this.refuses(`region ${region}`, 400, 'AuthorizationHeaderMalformed', answer);
      this.expect('the region that it wants', this.traits.region, /<Region>([^<]*)</.exec(answer.body)?.[1]);
    }
    this.expect('nothing stored of other regions', 404, await this.stored('elsewhere.js'));
  }

  async servesThePublic() {
    const nobody = await fetch(`${this.server.endpoint}/${this.server.bucket}/theirs.js`, { method: 'PUT', body: 'x' });
    this.expect('no signature, no write', true, nobody.status >= 400);
    const read = await fetch(`${this.server.public_url}/ours.js`);
    const shown = ['content-type', 'cache-control'].map((name) => read.headers.get(name));
    this.expect('public reads', [200, text, ...Object.values(headers).slice(0, 2)], [read.status, await read.text(), ...shown]);
  }
}

/** Its radosgw ends and comes back, and still has what was stored. */
async function checkPause(check) {
  await check.server.pause();
  const refused = await check.client.request('GET', 'ours.js').then(({ status }) => status, ({ code }) => code);
  check.expect('stopped', 'ECONNREFUSED', refused);
  await check.server.resume();
  check.expect('started again', text, await check.stored('ours.js'));
}

/** `end` is what ends a server; afterwards nothing of it may be left. */
async function checkEnd(tally, name, start, end) {
  const server = await start();
  const family = familyOf(server.pid);
  await end(server);
  const deadline = Date.now() + goneWithin;
  const left = () => [...alive(family), ...(existsSync(server.directory) ? [server.directory] : [])];
  while (left().length > 0 && Date.now() < deadline) await sleep(20);
  const rest = left();
  // Miniflare is Node, a janitor and workerd; Swift Node, a janitor and Python.
  const tooFew = family.size < 3 ? `only ${family.size} processes were there` : undefined;
  tally.check(name, rest.length > 0 ? `left: ${rest.join(', ')}` : tooFew);
}

async function main() {
  const { modules } = parseOptions(process.argv.slice(2), { modules: '' });
  const tally = new Tally();
  const scratch = mkdtempSync(join(tmpdir(), 'bazc-servers-'));
  const started = [];
  const start = async (starting) => {
    started.push(await starting);
    return started.at(-1);
  };
  try {
    for (const [name, starting, traits] of [
      ['radosgw', startRadosgw({ public: true }), ceph],
      ['radosgw with TLS', startRadosgw({ tls: true, store: 'bluestore' }), ceph],
      ['miniflare', startMiniflare({ modules }), r2],
      ['swift', startSwift(), swift],
    ]) {
      const check = new ServerCheck(name, await start(starting), traits, tally, scratch);
      await check.roundTrips();
      await check.refusesStrangers();
      await check.refusesWrongBodies();
      await (traits.isConditional ? check.createsIfAbsent() : check.knowsNoCondition());
      if (traits.region) await check.refusesOtherRegions();
      if (check.server.public_url) await check.servesThePublic();
      if (check.server.pause) await checkPause(check);
    }
  } finally {
    await Promise.all(started.map((server) => server.stop()));
    rmSync(scratch, { recursive: true, force: true });
  }
  for (const [name, begin] of [
    ['radosgw', () => startRadosgw()],
    ['miniflare', () => startMiniflare({ modules })],
    ['swift', () => startSwift()],
  ]) {
    await checkEnd(tally, `${name} ends with its input`, begin, (server) => server.stop());
    await checkEnd(tally, `${name} ends by SIGTERM`, begin, (server) => process.kill(server.pid, 'SIGTERM'));
    await checkEnd(tally, `${name} is killed`, begin, (server) => process.kill(server.pid, 'SIGKILL'));
  }
  return tally.close();
}

process.exitCode = await main().catch((error) => {
  console.error(`check_servers: ${error.message}`);
  return 2;
});
