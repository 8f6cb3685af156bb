// A database server as a program of its own, and the way to start one from another program.
import { fileURLToPath } from 'node:url';
import { parseOptions } from '../oracle/options.mjs';
import { isMain, serve, startProgram } from '../s3/program.mjs';

/** Starts the program `url`. Gives what it announces, and pause(), resume(), restart(), stop(). */
export async function startDatabase(url, named) {
  const args = Object.entries(named).flatMap(([name, value]) => [`--${name}`, `${value}`]);
  const program = await startProgram(fileURLToPath(url), args);
  return {
    ...program.announcement,
    pid: program.pid,
    pause: () => program.ask('stop'),
    resume: () => program.ask('start'),
    restart: () => program.ask('restart'),
    stop: () => program.stop(),
  };
}

/**
 * Where `url` is the program that runs: serves what `makeServer(household, maxConnections)` gives, with
 * make(), start(), stop() and, once it is made, its announcement.
 */
export async function serveDatabase(url, name, makeServer) {
  if (!isMain(url)) return;
  await serve(name, async (household) => {
    const options = parseOptions(process.argv.slice(2), { 'max-connections': 100 });
    const server = makeServer(household, options['max-connections']);
    await server.make();
    const restart = async () => {
      await server.stop();
      await server.start();
    };
    return {
      announcement: server.announcement,
      commands: { stop: () => server.stop(), start: () => server.start(), restart },
    };
  });
}
