// Processes of bazc that share a table.
import { spawn } from 'node:child_process';
import { cleanEnvironment } from '../crash/round.mjs';

/** One process: `ended` gives {code, signal, report, stderr}; the report is missing where it was killed. */
export class Worker {
  constructor(bazc, args, directory) {
    this.child = spawn(bazc, args, { cwd: directory, env: cleanEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
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
        const last = output.out.trimEnd().split('\n').at(-1);
        const report = signal === null && last.startsWith('{"started_at"') ? JSON.parse(last) : undefined;
        resolve({ code, signal, report, stderr: output.err });
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

/** Sums of the reports' counts. */
export function sumOf(reports) {
  const sum = {};
  for (const { counts } of reports) {
    for (const [name, count] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + count;
  }
  return sum;
}
