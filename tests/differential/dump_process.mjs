// The program transform_dump as a child process: sources in, answers out. One that crashes or hangs
// is started anew, and the source that it was at gets that for an answer.
import { spawn } from 'node:child_process';

const statuses = ['transformed', 'syntax', 'declined', 'too_deep', 'not_text'];
const headerBytes = 9;
const stderrKept = 4000;

function framed(sources) {
  return Buffer.concat(
    sources.flatMap((source) => {
      const length = Buffer.alloc(4);
      length.writeUInt32LE(source.length);
      return [length, source];
    }),
  );
}

/**
 * One answer of transform_dump: {status: 'transformed', code}, {status, message, offset} with the
 * status syntax, declined, too_deep or not_text, or {status: 'crash' | 'hang', message}.
 */
export class DumpProcess {
  #command;
  #patience;
  #child;

  /** `command` is program and arguments; `patience` the milliseconds that one answer may take. */
  constructor(command, { patience = 20_000 } = {}) {
    this.#command = command;
    this.#patience = patience;
  }

  /** The answers to sources (Buffers), in their order. One call at a time. */
  async answers(sources) {
    const answers = [];
    while (answers.length < sources.length) {
      this.#child ??= this.#start();
      const fault = await this.#exchange(sources.slice(answers.length), answers);
      if (fault !== undefined) {
        answers.push(fault);
        this.#child = undefined;
      }
    }
    return answers;
  }

  async close() {
    this.#child?.process.stdin.end();
    await this.#child?.closed;
    this.#child = undefined;
  }

  #start() {
    const child = { process: spawn(this.#command[0], this.#command.slice(1)), received: Buffer.alloc(0), stderr: '' };
    child.process.stdin.on('error', () => {}); // 'close' tells of it
    child.process.stdout.on('data', (chunk) => {
      child.received = child.received.length > 0 ? Buffer.concat([child.received, chunk]) : chunk;
      child.changed?.();
    });
    child.process.stderr.on('data', (chunk) => {
      child.stderr = (child.stderr + chunk).slice(0, stderrKept);
    });
    child.process.on('error', (error) => {
      child.failure = new Error(`cannot run ${this.#command[0]}: ${error.message}`);
    });
    child.closed = new Promise((resolve) => {
      child.process.on('close', (code, signal) => {
        child.ended = signal ?? `exit code ${code}`;
        child.changed?.();
        resolve();
      });
    });
    return child;
  }

  /** Adds the answers to `sources`; gives what is wrong where the process did not answer all of them. */
  #exchange(sources, answers) {
    const child = this.#child;
    const wanted = answers.length + sources.length;
    return new Promise((resolve, reject) => {
      let timer;
      let isHanging = false;
      const end = (settle, value) => {
        clearTimeout(timer);
        child.changed = undefined;
        settle(value);
      };
      const wait = () => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          isHanging = true;
          child.process.kill('SIGKILL');
        }, this.#patience);
      };
      child.changed = () => {
        try {
          if (this.#take(child, answers)) wait();
        } catch (error) {
          child.process.kill('SIGKILL');
          end(reject, error);
          return;
        }
        if (answers.length === wanted) end(resolve);
        else if (child.failure !== undefined) end(reject, child.failure);
        else if (isHanging && child.ended !== undefined) end(resolve, { status: 'hang', message: `no answer for ${this.#patience} ms` });
        else if (child.ended !== undefined) end(resolve, { status: 'crash', message: `${child.ended}\n${child.stderr}`.trim() });
      };
      wait();
      child.process.stdin.write(framed(sources));
      child.changed(); // it may have ended meanwhile
    });
  }

  /** Takes whole answers off what was received; whether there was one. */
  #take(child, answers) {
    const before = answers.length;
    let bytes = child.received;
    while (bytes.length >= headerBytes && bytes.length >= headerBytes + bytes.readUInt32LE(5)) {
      const status = statuses[bytes[0]];
      if (status === undefined) throw new Error(`${this.#command[0]} answers with the status ${bytes[0]}`);
      const end = headerBytes + bytes.readUInt32LE(5);
      const text = bytes.subarray(headerBytes, end);
      answers.push(
        status === 'transformed' ? { status, code: text } : { status, message: text.toString(), offset: bytes.readUInt32LE(1) },
      );
      bytes = bytes.subarray(end);
    }
    child.received = bytes;
    return answers.length > before;
  }
}
