// Programs that serve a test, and who starts them. The rule of their life: such a program prints
// one line of JSON on standard output once it is ready, answers each line on its standard input
// (a command) with one more, and lives until that input ends, or SIGTERM or SIGINT. So it ends with
// whoever started it, however that one ends.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { Household } from './household.mjs';

const print = (object) => process.stdout.write(`${JSON.stringify(object)}\n`);

async function answer(commands, line) {
  if (!Object.hasOwn(commands, line)) return { error: `unknown command '${line}'` };
  try {
    return (await commands[line]()) ?? {};
  } catch (error) {
    return { error: error.message };
  }
}

/**
 * Lives by the rule above and ends the process. `start(household)` gives {announcement, commands,
 * close}: commands is an object of functions by name; commands and close may be missing. The
 * temporary directory, with all logs, is announced too.
 */
export async function serve(name, start) {
  const household = new Household(name);
  const input = createInterface({ input: process.stdin });
  const lines = [];
  let wake = () => {};
  input.on('line', (line) => {
    lines.push(line);
    wake();
  });
  const told = new Promise((resolve) => {
    input.on('close', resolve);
    process.on('SIGTERM', resolve);
    process.on('SIGINT', resolve);
    process.stdout.on('error', resolve); // nobody reads it any more
  });
  const end = Promise.race([told, household.failure]);
  end.catch(() => {});
  let code = 0;
  let server;
  try {
    const starting = start(household);
    starting.catch(() => {}); // when the end comes first
    server = await Promise.race([starting, end]);
    if (server) print({ ...server.announcement, directory: household.directory });
    const obey = async () => {
      for (;;) {
        while (lines.length > 0) print(await answer(server.commands ?? {}, lines.shift()));
        await new Promise((resolve) => {
          wake = resolve;
        });
      }
    };
    if (server) await Promise.race([obey(), end]);
  } catch (error) {
    console.error(`${name}: ${error.message}`);
    code = 1;
  }
  await server?.close?.();
  await household.close();
  process.exit(code);
}

/** Starts a program that lives by the rule, and waits until it is ready. */
export async function startProgram(file, args = []) {
  const child = spawn(process.execPath, [file, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  child.stdin.on('error', () => {}); // it has ended; the next answer says so
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async () => {
    const { value, done } = await lines.next();
    if (!done) return JSON.parse(value);
    const [code, signal] = await ended;
    throw new Error(`${file} ended (${signal ?? `exit code ${code}`})`);
  };
  const announcement = await nextLine();
  let last = Promise.resolve();
  return {
    announcement,
    pid: child.pid,
    /** Sends a command and gives the answer; one after another. */
    ask(command) {
      const asked = last.then(async () => {
        child.stdin.write(`${command}\n`);
        const answered = await nextLine();
        if (answered.error) throw new Error(`${file}: ${answered.error}`);
        return answered;
      });
      last = asked.catch(() => {});
      return asked;
    },
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}

/** Whether `module` (its import.meta.url) is the script that node was told to run. */
export function isMain(module) {
  return process.argv[1] !== undefined && module === pathToFileURL(realpathSync(process.argv[1])).href;
}
