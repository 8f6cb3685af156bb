// Kills `bazc migrate` with SIGKILL at random moments, and now and then one of its workers, looks
// after each kill whether database and store are sound, and lets a run go to the end: every scene
// has to be recorded exactly right, the store has to hold exactly the right objects. A scene whose
// worker was killed is not to blame: it has to compile with another one.
//
// usage: node crash_test.mjs --bazc BIN [--store file|s3] [--kills 50] [--scenes 500] [--seed S]
//
// With s3 the stores are buckets of a real server, started for the test. A seed repeats scenes and
// moments; what the machine does at a moment is its own.
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseOptions } from '../oracle/options.mjs';
import { Tally } from '../oracle/tally.mjs';
import { BucketStore } from '../s3/bucket_store.mjs';
import { startRadosgw } from '../s3/radosgw.mjs';
import { DirectoryStore } from './directory_store.mjs';
import { makeRandom } from './random.mjs';
import { Round, addHashes } from './round.mjs';
import { makeRows } from './scenes.mjs';
import { pending } from './witness.mjs';

const killsInARound = 8; // then the round runs to its end
const workersEndWithin = 5000; // ms, once their parent is gone
const batchSizes = [1, 7, 50, 200];

/** The processes of our copy of the binary, so of this test alone. */
function processesOf(binary) {
  return readdirSync('/proc').filter((entry) => {
    if (!/^\d+$/.test(entry)) return false;
    try {
      return readlinkSync(`/proc/${entry}/exe`) === binary;
    } catch {
      return false; // it has ended
    }
  }).map(Number);
}

function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL');
    return true;
  } catch {
    return false; // it has ended
  }
}

class CrashTest {
  /** `server`: where the stores are buckets of it. */
  constructor({ bazc, seed, scenes, kills }, scratch, server) {
    this.tally = new Tally();
    this.random = makeRandom(seed);
    this.rows = makeRows(scenes, this.random);
    this.kills = kills;
    this.workerKills = 0;
    this.scratch = scratch;
    this.server = server;
    this.bazc = join(scratch, 'bazc');
    copyFileSync(bazc, this.bazc);
  }

  /** A fresh database and store. */
  async startRound(name) {
    const directory = join(this.scratch, name);
    mkdirSync(directory);
    const store = this.server ? new BucketStore(this.server, name) : new DirectoryStore(join(directory, 'store'));
    this.round = new Round({ bazc: this.bazc, rows: this.rows, directory, store });
    await this.round.init();
    return directory;
  }

  /** Runs to the end; gives the milliseconds it took. */
  async runToTheEnd(name) {
    const fails = this.round.witness.rows().some((row) => !row.compiles && pending(row));
    const start = performance.now();
    const { code, signal, stderr } = await this.round.run(this.round.migration());
    const milliseconds = performance.now() - start;
    const expected = fails ? 1 : 0;
    this.tally.check(`${name}: exit code`, code === expected ? undefined : `expected ${expected}, got ${code} (signal ${signal})\n${stderr}`);
    return milliseconds;
  }

  /** The round's last word: nothing pending, nothing failed but what has to, nothing missing. */
  async finishRound(name) {
    await this.runToTheEnd(name);
    this.tally.check(`${name}: at the end`, await this.round.witness.faultAtTheEnd());
    await this.checkNothingRuns(name);
  }

  async checkNothingRuns(name) {
    const deadline = performance.now() + workersEndWithin;
    let left = processesOf(this.bazc);
    while (left.length > 0 && performance.now() < deadline) {
      await sleep(20);
      left = processesOf(this.bazc);
    }
    left.forEach(kill);
    this.tally.check(`${name}: no process left`, left.length === 0 ? undefined : `${left.length} still run`);
  }

  /** Starts a run and kills it after `moment` ms; false where it had ended by then. */
  async killedRun(moment) {
    const child = spawn(this.bazc, this.round.migration(['--batch-size', String(this.random.pick(batchSizes))]), {
      ...this.round.spawnOptions,
      stdio: 'ignore',
    });
    const ended = new Promise((resolve, reject) => {
      child.on('exit', (code, signal) => resolve({ code, signal }));
      child.on('error', reject);
    });
    const workerFirst = this.random.chance(0.2);
    if (workerFirst) {
      const share = this.random.upTo(1);
      await Promise.race([sleep(moment * share), ended]);
      this.killAWorker(child.pid);
      moment -= moment * share;
    }
    await Promise.race([sleep(moment), ended]);
    const workersToo = this.random.chance(0.2);
    const workers = workersToo ? processesOf(this.bazc).filter((pid) => pid !== child.pid) : [];
    child.kill('SIGKILL');
    workers.forEach(kill);
    return (await ended).signal === 'SIGKILL';
  }

  killAWorker(parent) {
    const workers = processesOf(this.bazc).filter((pid) => pid !== parent);
    if (workers.length > 0 && kill(this.random.pick(workers))) this.workerKills += 1;
  }

  async main() {
    await addHashes(this.bazc, this.rows, this.scratch);

    let directory = await this.startRound('undisturbed');
    const duration = await this.runToTheEnd('undisturbed');
    this.tally.check('undisturbed: at the end', await this.round.witness.faultAtTheEnd());
    await this.checkNothingRuns('undisturbed');
    console.log(`an undisturbed run of ${this.rows.length} scenes takes ${Math.round(duration)} ms`);
    if (this.tally.failed > 0) return this.tally.close();
    rmSync(directory, { recursive: true });

    let kills = 0;
    let rounds = 0;
    let idle = 0; // runs that had ended before their moment, one after another
    while (kills < this.kills && this.tally.failed === 0) {
      rounds += 1;
      directory = await this.startRound(`round-${rounds}`);
      for (let inRound = 0; inRound < killsInARound && kills < this.kills; inRound += 1) {
        // Anywhere in a run, but more often early: what was done stays done, so the next is shorter.
        const moment = this.random.upTo(this.random.chance(0.4) ? duration : duration / 4);
        if (!(await this.killedRun(moment))) {
          idle += 1;
          if (idle > 20) throw new Error('runs end long before their measured duration: nothing to kill');
          break;
        }
        idle = 0;
        kills += 1;
        const name = `round ${rounds}, kill ${kills} after ${Math.round(moment)} ms`;
        await this.checkNothingRuns(name);
        this.tally.check(name, await this.round.witness.faultNow());
      }
      await this.finishRound(`round ${rounds}`);
      if (this.tally.failed === 0) rmSync(directory, { recursive: true });
    }
    console.log(`${kills} kills and ${this.workerKills} of workers alone, in ${rounds} rounds`);
    return this.tally.close();
  }
}

async function main() {
  const options = parseOptions(process.argv.slice(2), {
    bazc: '',
    store: 'file',
    kills: 50,
    scenes: 500,
    seed: Math.floor(Math.random() * 2 ** 32),
  });
  if (!existsSync(options.bazc)) throw new Error(`not there: ${options.bazc}`);
  if (!['file', 's3'].includes(options.store)) throw new Error(`--store is file or s3, not ${options.store}`);
  console.log(`seed ${options.seed}`);
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'bazc-crash-')));
  let code = 2;
  let server;
  try {
    if (options.store === 's3') server = await startRadosgw();
    code = await new CrashTest(options, scratch, server).main();
  } finally {
    await server?.stop();
    if (code === 0) rmSync(scratch, { recursive: true });
    else console.log(`seed ${options.seed}; all files are kept in ${scratch}`);
  }
  return code;
}

process.exitCode = await main().catch((error) => {
  console.error(`crash_test: ${error.message}`);
  return 2;
});
