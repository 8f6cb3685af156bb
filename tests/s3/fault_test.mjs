// Migrations through a bad network, and past a server that goes away: whatever happens on the way,
// every scene is recorded exactly right and the store holds exactly the right objects, or the run
// says that it could not, and has wronged no row.
//
// usage: node fault_test.mjs --bazc BIN [--scenes 1000] [--few 150] [--outage 20] [--seed S]
//
// Each fault alone meets FEW scenes, all together meet SCENES; --outage is in seconds. A seed repeats
// scenes and dice; in which order the requests throw them is bazc's.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeRandom } from '../crash/random.mjs';
import { Round, addHashes } from '../crash/round.mjs';
import { makeRows } from '../crash/scenes.mjs';
import { pending } from '../crash/witness.mjs';
import { parseOptions } from '../oracle/options.mjs';
import { Tally } from '../oracle/tally.mjs';
import { BucketStore } from './bucket_store.mjs';
import { startFaultProxy, survivable } from './fault_proxy.mjs';
import { startRadosgw } from './radosgw.mjs';

const probability = 0.1;
/** These make a request fail; after the others it has been answered. */
const failing = survivable.filter((name) => name !== 'delay' && name !== 'duplicate');
/** So that a run is in its middle when some rows are recorded. */
const smallBatch = ['--batch-size', '20'];

class FaultTest {
  constructor({ bazc, scenes, few, outage, seed }, scratch, server) {
    Object.assign(this, { few, outage, seed, scratch, server });
    this.bazc = resolve(bazc);
    this.tally = new Tally();
    // Rows whose source does not compile are another test's matter: here every run ends with 0.
    this.rows = makeRows(2 * scenes, makeRandom(seed))
      .filter((row) => row.compiles)
      .slice(0, scenes);
    if (this.rows.length < scenes) throw new Error('too few rows compile');
  }

  check(name, reason) {
    this.tally.check(name, reason);
  }

  expect(name, expected, actual) {
    const [want, got] = [JSON.stringify(expected), JSON.stringify(actual)];
    this.check(name, want === got ? undefined : `expected ${want}, got ${got}`);
  }

  /** A fresh database and bucket; bazc reaches the server at `endpoint` once the round is set up. */
  async startRound(name, rows, endpoint = this.server.endpoint) {
    const directory = join(this.scratch, name);
    mkdirSync(directory);
    const store = new BucketStore(this.server, name);
    const round = new Round({ bazc: this.bazc, rows, directory, store });
    await round.init();
    round.store = new BucketStore(this.server, name, endpoint);
    round.reportFile = join(directory, 'report.json');
    round.metricsFile = join(directory, 'bazc.prom');
    return round;
  }

  /** Runs to the end: {code, stderr, report, seconds}. */
  async migrate(round, extra = []) {
    rmSync(round.reportFile, { force: true });
    const start = performance.now();
    const { code, signal, stderr } = await round.run(round.migration(['--report', round.reportFile, '--metrics-file', round.metricsFile, ...extra]));
    const report = existsSync(round.reportFile) ? JSON.parse(readFileSync(round.reportFile, 'utf8')) : undefined;
    return { code: code ?? signal, stderr, report, seconds: (performance.now() - start) / 1000 };
  }

  /** All that has to be true of a run that ended well. */
  async checkExact(name, round, { code, stderr, report }) {
    this.check(`${name}: exit code`, code === 0 ? undefined : `${code}\n${stderr}`);
    this.check(`${name}: at the end`, await round.witness.faultAtTheEnd());
    this.expect(`${name}: the report`, { stopped: 'finished', error: null, errors: [] }, {
      stopped: report?.stopped,
      error: report?.error,
      errors: report?.errors,
    });
    this.check(`${name}: no conflict`, /conflict/i.test(stderr) ? stderr : undefined);
  }

  async throughBadNetwork(name, rows, faults, extra = []) {
    const probabilities = Object.fromEntries(faults.map((fault) => [fault, probability]));
    const proxy = await startFaultProxy({ endpoint: this.server.endpoint, seed: this.seed, probabilities });
    try {
      const round = await this.startRound(name, rows, proxy.endpoint);
      const run = await this.migrate(round, extra);
      await this.checkExact(name, round, run);
      this.checkReport(name, run.report, await proxy.counts());
      this.checkMetrics(name, round, run.report, await proxy.counts());
      if (faults.length === 1) await this.verify(name, round);
      const counts = await proxy.counts();
      for (const fault of faults) this.check(`${name}: ${fault} was done`, counts[fault] > 0 ? undefined : JSON.stringify(counts));
      const { retries } = run.report?.store ?? {};
      console.log(`${name}: ${rows.length} scenes in ${run.seconds.toFixed(1)} s, ${retries} retries; in all ${JSON.stringify(counts)}`);
    } finally {
      await proxy.stop();
    }
  }

  /** Reading everything back: an answer that is cut off must not look like an object. */
  async verify(name, round) {
    const { code, stdout, stderr } = await round.run(['verify', ...round.at(), '--quiet']);
    this.check(`${name}: verify`, code === 0 ? undefined : `exit code ${code}\n${stdout}${stderr}`);
  }

  /** The report against what the proxy did: every failed request was sent again, and is counted. */
  checkReport(name, report, counts) {
    const failures = failing.reduce((sum, fault) => sum + (counts[fault] ?? 0), 0);
    const { requests, retries } = report?.store ?? {};
    // Not counted: what the look at the bucket before the run met, and the last failure of a scene
    // that was taken again.
    const right = retries <= failures && retries >= failures * 0.9 - 1 && requests > retries && requests <= counts.requests;
    this.check(`${name}: retries are reported`, right ? undefined : `${JSON.stringify(report?.store)} of ${JSON.stringify(counts)}`);
  }

  /** The metrics against the report and the proxy; they count the look at the bucket, too. */
  checkMetrics(name, round, report, counts) {
    const text = readFileSync(round.metricsFile, 'utf8');
    const samples = [...text.matchAll(/^bazc_store_requests_total\{operation="(\w+)",status="(\w+)"\} (\d+)$/gm)];
    const sum = samples.reduce((total, [, , , count]) => total + Number(count), 0);
    const puts = samples.some(([, operation, status]) => operation === 'PUT' && status === '200');
    this.check(`${name}: requests are counted by operation and status`, puts && sum >= report?.store.requests && sum <= counts.requests ? undefined : `${text}of ${JSON.stringify(counts)}`);
  }

  /** The server refuses what was corrupted on the way: a bad scene is never stored or recorded. */
  async corrupted() {
    const name = 'corrupt';
    const rows = this.rows.slice(0, this.few);
    const proxy = await startFaultProxy({ endpoint: this.server.endpoint, seed: this.seed, probabilities: { corrupt: probability } });
    try {
      const round = await this.startRound(name, rows, proxy.endpoint);
      const { code, stderr, seconds } = await this.migrate(round);
      console.log(`${name}: exit code ${code} after ${seconds.toFixed(1)} s`);
      const { corrupt } = await proxy.counts();
      this.check(`${name}: was done`, corrupt > 0 ? undefined : 'no body was corrupted');
      // Taken again it may have come through whole.
      this.check(`${name}: exit code`, code === 0 || code === 1 || code === 3 ? undefined : `${code}\n${stderr}`);
      this.check(`${name}: afterwards`, await round.witness.faultNow());
      round.store = new BucketStore(this.server, name);
      await this.checkExact(`${name}, then a good network`, round, await this.migrate(round));
    } finally {
      await proxy.stop();
    }
  }

  /** Stops the server once some rows are recorded, and some are not. */
  async stopInTheMiddle(name, round, running) {
    let over = false;
    const end = () => {
      over = true;
    };
    running.then(end, end);
    const recorded = () => round.witness.rows().filter((row) => row.compiled_hash !== null).length;
    while (recorded() === 0 && !over) await sleep(5);
    await this.server.pause();
    const done = recorded();
    this.check(`${name}: in the middle`, over ? 'the run was over before' : undefined);
    console.log(`${name}: the server goes away after ${done} rows`);
  }

  async outageInTheMiddle() {
    const name = 'outage';
    const round = await this.startRound(name, this.rows);
    const running = this.migrate(round, smallBatch);
    await this.stopInTheMiddle(name, round, running);
    await sleep(this.outage * 1000);
    await this.server.resume();
    const run = await running;
    await this.checkExact(name, round, run);
    const retries = run.report?.store?.retries;
    this.check(`${name}: retries are reported`, retries > 0 ? undefined : `${retries} retries`);
    console.log(`${name}: ${run.seconds.toFixed(1)} s, ${this.outage} s of them without a server, ${retries} retries`);
  }

  async awayForGood() {
    const name = 'away';
    const round = await this.startRound(name, this.rows);
    const running = this.migrate(round, [...smallBatch, '--retries', '2']);
    await this.stopInTheMiddle(name, round, running);
    const { code, stderr, seconds } = await running;
    await this.server.resume(); // for the witness, and for the next run
    this.check(`${name}: exit code`, code === 3 ? undefined : `${code}\n${stderr}`);
    this.check(`${name}: the reason is said`, stderr.includes('error: ') ? undefined : stderr);
    this.check(`${name}: afterwards`, await round.witness.faultNow());
    const rows = round.witness.rows();
    const touched = rows.find((row) => !row.deleted && row.compiled_hash === null && !pending(row));
    this.check(`${name}: the rest is untouched`, touched && `row ${touched.id}: ${touched.compilation_error}`);
    this.check(`${name}: there is a rest`, rows.some(pending) ? undefined : 'every row is recorded');
    console.log(`${name}: given up after ${seconds.toFixed(1)} s: ${stderr.trim().split('\n').at(-1)}`);
    const next = await this.migrate(round);
    console.log(`${name}, then back: ${next.seconds.toFixed(1)} s`);
    await this.checkExact(`${name}, then back`, round, next);
  }

  async main() {
    await addHashes(this.bazc, this.rows, this.scratch);
    const few = this.rows.slice(0, this.few);
    for (const fault of survivable) await this.throughBadNetwork(`alone-${fault}`, few, [fault]);
    await this.throughBadNetwork('all-faults', this.rows, survivable);
    await this.corrupted();
    await this.outageInTheMiddle();
    await this.awayForGood();
    return this.tally.close();
  }
}

async function main() {
  const options = parseOptions(process.argv.slice(2), {
    bazc: '',
    scenes: 1000,
    few: 150,
    outage: 20,
    seed: Math.floor(Math.random() * 2 ** 32),
  });
  console.log(`seed ${options.seed}`);
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'bazc-faults-')));
  let code = 2;
  let server;
  try {
    server = await startRadosgw();
    code = await new FaultTest(options, scratch, server).main();
  } finally {
    await server?.stop();
    if (code === 0) rmSync(scratch, { recursive: true });
    else console.log(`seed ${options.seed}; all files are kept in ${scratch}`);
  }
  return code;
}

process.exitCode = await main().catch((error) => {
  console.error(`fault_test: ${error.message}`);
  return 2;
});
