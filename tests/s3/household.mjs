// The daemons and the temporary directory of one server. All of it goes when it is closed, and also
// when this process is killed with SIGKILL.
import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Debian's programs, whatever stands in front of them on the PATH of who runs this. */
export const debianPath = '/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin';

const logLines = 5; // of a log in an error message

function tail(file) {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.slice(-logLines).join('\n');
}

export class Household {
  #daemons = new Map(); // child -> {name, ended, signal}
  #closed = false;
  #fail;

  constructor(name) {
    this.directory = realpathSync(mkdtempSync(join(tmpdir(), `bazc-${name}-`)));
    // Rejects once a daemon ends that nobody stopped.
    this.failure = new Promise((_, reject) => {
      this.#fail = reject;
    });
    this.failure.catch(() => {});
    // Its input ends when this process does, however that comes about. Daemons that are just being
    // killed may still write, so one removal may not be enough.
    this.janitor = spawn(
      'sh',
      ['-c', 'cat >/dev/null; for n in 1 2 3 4 5; do rm -rf -- "$1" && exit; sleep 0.2; done', 'janitor', this.directory],
      { detached: true, stdio: ['pipe', 'ignore', 'ignore'], env: { PATH: debianPath } },
    );
  }

  /** The command that starts a program so that it dies with this process. */
  static mortal(program, args) {
    return ['setpriv', ['--pdeathsig', 'KILL', '--', program, ...args]];
  }

  #spawn(name, program, args, signal = 'SIGKILL') {
    if (this.#closed) throw new Error(`${name} is not started: everything is being stopped`);
    const log = join(this.directory, `${name}.out`);
    const output = openSync(log, 'a');
    const child = spawn(...Household.mortal(program, args), {
      detached: true, // a Ctrl-C reaches this process only, which then stops them in order
      cwd: this.directory,
      env: { PATH: debianPath, HOME: this.directory, LC_ALL: 'C' },
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    const ended = new Promise((resolve, reject) => {
      child.on('error', (error) => reject(new Error(`cannot run ${program}: ${error.message}`)));
      child.on('exit', (code, signal) => resolve({ code, signal }));
    });
    ended.catch(() => {});
    this.#daemons.set(child, { name, ended, signal });
    return { child, ended, log };
  }

  /** Starts a program that runs until stop() or close(), which end it with `signal`. */
  start(name, program, args, { signal } = {}) {
    const { child, ended, log } = this.#spawn(name, program, args, signal);
    const report = ({ code, signal }) => {
      if (this.#daemons.delete(child)) this.#fail(new Error(`${name} ended (${signal ?? `exit code ${code}`}):\n${tail(log)}`));
    };
    ended.then(report).catch(this.#fail);
    return child;
  }

  /** Runs a program to its end, which has to be a good one. */
  async run(name, program, args) {
    const { child, ended, log } = this.#spawn(name, program, args);
    const { code, signal } = await ended;
    this.#daemons.delete(child);
    if (code !== 0) throw new Error(`${program} ${args[0]} failed (${signal ?? `exit code ${code}`}):\n${tail(log)}`);
  }

  /** Ends a daemon as a crash would, unless it was started with a milder signal, and returns once it is gone. */
  async stop(child) {
    const daemon = this.#daemons.get(child);
    if (!daemon) return;
    this.#daemons.delete(child);
    child.kill(daemon.signal);
    await daemon.ended.catch(() => {});
  }

  async close() {
    this.#closed = true;
    await Promise.all([...this.#daemons.keys()].map((child) => this.stop(child)));
    rmSync(this.directory, { recursive: true, force: true, maxRetries: 5 });
    this.janitor.stdin.end();
  }
}
