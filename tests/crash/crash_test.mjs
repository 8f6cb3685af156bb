// Kills `bazc migrate` with SIGKILL at random moments, and now and then one of its workers, looks
// after each kill whether database and store are sound, and lets a run go to the end: every scene
// has to be recorded exactly right, the store has to hold exactly the right objects. A scene whose
// worker was killed is not to blame: it has to compile with another one.
//
// usage: node crash_test.mjs --bazc BIN [--kills 50] [--scenes 500] [--seed S]
//
// A seed repeats scenes and moments; what the machine does at a moment is its own.
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readlinkSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { compileToJson, run } from '../oracle/bazc.mjs';
import { parseOptions } from '../oracle/options.mjs';
import { contentHash } from '../oracle/reference.mjs';
import { Tally } from '../oracle/tally.mjs';
import { makeRandom } from './random.mjs';
import { makeRows } from './scenes.mjs';
import { makeDatabase } from './sqlite.mjs';
import { Witness, pending } from './witness.mjs';

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
  constructor({ bazc, seed, scenes, kills }, scratch) {
    this.tally = new Tally();
    this.random = makeRandom(seed);
    this.rows = makeRows(scenes, this.random);
    this.kills = kills;
    this.workerKills = 0;
    this.scratch = scratch;
    this.bazc = join(scratch, 'bazc');
    copyFileSync(bazc, this.bazc);
    // No bazc.toml and no variables of the person who runs this.
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('BAZC_')));
    this.spawnOptions = { cwd: scratch, env };
  }

  /** The hash of each row's source as `bazc compile` gives it, checked against the code's bytes. */
  async compileSources() {
    const directory = join(this.scratch, 'sources');
    mkdirSync(directory);
    const files = new Map(); // source -> file
    for (const { source } of this.rows) {
      if (source === null || files.has(source)) continue;
      const file = join(directory, `${files.size}.tsx`);
      writeFileSync(file, source);
      files.set(source, file);
    }
    const results = await compileToJson(this.bazc, [...files.values()]);
    for (const row of this.rows) {
      const result = row.source === null ? { ok: false } : results.get(files.get(row.source));
      if (result.ok !== row.compiles) throw new Error(`${JSON.stringify(result)} for\n${row.source}`);
      if (!result.ok) continue;
      if (contentHash(result.code) !== result.hash) throw new Error(`the hash ${result.hash} is not its code's`);
      row.hash = result.hash;
    }
    const { source, hash } = this.rows.find((row) => row.compiles);
    const alone = await run(this.bazc, ['compile', '--hash', files.get(source)], this.spawnOptions);
    this.tally.check('compile --hash', alone.stdout === `${hash}\n` ? undefined : `expected ${hash}, got ${alone.stdout}${alone.stderr}`);
  }

  /** A fresh database and store. */
  async startRound(name) {
    const directory = join(this.scratch, name);
    mkdirSync(directory);
    const database = join(directory, 'scenes.db');
    const store = join(directory, 'store');
    makeDatabase(database, this.rows);
    this.at = ['--db', `sqlite:${database}`, '--store', `file:${store}`];
    const { code, stderr } = await run(this.bazc, ['init', ...this.at], this.spawnOptions);
    if (code !== 0) throw new Error(`bazc init ends with ${code}: ${stderr}`);
    this.witness = new Witness(database, store, this.rows);
    return directory;
  }

  migration(extra = []) {
    return ['migrate', ...this.at, '--jobs', '2', '--deleted-column', 'deleted_at', ...extra];
  }

  /** Runs to the end; gives the milliseconds it took. */
  async runToTheEnd(name) {
    const fails = this.witness.rows().some((row) => !row.compiles && pending(row));
    const start = performance.now();
    const { code, signal, stderr } = await run(this.bazc, this.migration(), this.spawnOptions);
    const milliseconds = performance.now() - start;
    const expected = fails ? 1 : 0;
    this.tally.check(`${name}: exit code`, code === expected ? undefined : `expected ${expected}, got ${code} (signal ${signal})\n${stderr}`);
    return milliseconds;
  }

  /** The round's last word: nothing pending, nothing failed but what has to, nothing missing. */
  async finishRound(name) {
    await this.runToTheEnd(name);
    this.tally.check(`${name}: at the end`, this.witness.faultAtTheEnd());
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
    const child = spawn(this.bazc, this.migration(['--batch-size', String(this.random.pick(batchSizes))]), {
      ...this.spawnOptions,
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
    await this.compileSources();

    let directory = await this.startRound('undisturbed');
    const duration = await this.runToTheEnd('undisturbed');
    this.tally.check('undisturbed: at the end', this.witness.faultAtTheEnd());
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
        this.tally.check(name, this.witness.faultNow());
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
    kills: 50,
    scenes: 500,
    seed: Math.floor(Math.random() * 2 ** 32),
  });
  if (!existsSync(options.bazc)) throw new Error(`not there: ${options.bazc}`);
  console.log(`seed ${options.seed}`);
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'bazc-crash-')));
  let code = 2;
  try {
    code = await new CrashTest(options, scratch).main();
  } finally {
    if (code === 0) rmSync(scratch, { recursive: true });
    else console.log(`seed ${options.seed}; all files are kept in ${scratch}`);
  }
  return code;
}

process.exitCode = await main().catch((error) => {
  console.error(`crash_test: ${error.message}`);
  return 2;
});
