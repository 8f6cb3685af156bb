// Processes of bazc that share a table.
import { spawn } from 'node:child_process';
import { cleanEnvironment } from '../crash/round.mjs';

/**
 * How many scenes were compiled for nothing, since somebody else had recorded them. Not those that
 * were edited or locked first: of them somebody else may have recorded what came after.
 */
function doneTwice(events) {
  const outcomes = new Map();
  for (const { scene, outcome } of events) {
    if (!outcomes.has(scene)) outcomes.set(scene, outcome);
  }
  return [...outcomes.values()].filter((outcome) => outcome === 'already_recorded').length;
}

/**
 * One process: `ended` gives {code, signal, report, twice, stderr}; the report and how much was done
 * twice are missing where it was killed.
 */
export class Worker {
  constructor(bazc, args, directory) {
    // As on a machine of its own, it takes no processor time from the server and those who write.
    this.child = spawn('nice', ['-n', '19', bazc, ...args], { cwd: directory, env: cleanEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
    const output = { out: '', err: '' };
    this.child.stdout.on('data', (bytes) => {
      output.out += bytes;
    });
    this.child.stderr.on('data', (bytes) => {
      output.err += bytes;
    });
    this.ended = new Promise((resolve, reject) => {
      this.child.on('error', reject);
      this.child.on('close', (code, signal) => {
        const lines = output.out.trimEnd().split('\n');
        const isWhole = signal === null && lines.at(-1).startsWith('{"started_at"');
        const [report, ...events] = isWhole ? lines.reverse().map((line) => JSON.parse(line)) : [];
        resolve({ code, signal, report, twice: isWhole ? doneTwice(events.reverse()) : undefined, stderr: output.err });
      });
    });
  }

  kill() {
    this.child.kill('SIGKILL');
  }
}

export class Fleet {
  constructor({ bazc, database, store, directory }) {
    Object.assign(this, { bazc, database, store, directory });
  }

  async init() {
    const { code, stderr } = await new Worker(this.bazc, ['init', '--db', this.database.url, '--store', this.store.url], this.directory).ended;
    if (code !== 0) throw new Error(`bazc init ends with ${code}: ${stderr}`);
  }

  start(extra = []) {
    const at = ['--db', this.database.url, '--store', this.store.url, '--engine', 'native'];
    return new Worker(this.bazc, ['migrate', ...at, '--json', '--progress', 'none', ...extra], this.directory);
  }

  /** The exit code of `bazc migrate --check`: 0 where nothing is left. */
  async check(extra = []) {
    return (await new Worker(this.bazc, ['migrate', '--db', this.database.url, '--check', ...extra], this.directory).ended).code;
  }
}

/** Sums of the counts of runs that came to their end, and of what they did twice. */
export function sumOf(runs) {
  const sum = { twice: 0 };
  for (const { report, twice } of runs) {
    sum.twice += twice;
    for (const [name, count] of Object.entries(report.counts)) sum[name] = (sum[name] ?? 0) + count;
  }
  return sum;
}
