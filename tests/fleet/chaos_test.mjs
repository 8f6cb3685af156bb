// Several `bazc migrate` processes share a table, and at a random moment one of them is killed
// (SIGKILL), or the server crashes and starts again. Those that are left have to finish the table:
// after each round every row has to be exact, with nobody's help.
//
// usage: node chaos_test.mjs --bazc BIN --database postgres|mariadb [--rounds 6] [--rows 600]
//          [--processes 3] [--seed S]
//
// A seed repeats rows, moments and victims; what the machine does at a moment is its own.
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeId } from './scenes.mjs';
import { runTest } from './scratch.mjs';

const shareOfCrashes = 0.4; // of the server

/** A process whose very first connection failed: who started it is to start it again. */
const foundNoServer = ({ code, stderr }) => code === 3 && stderr.startsWith('error: cannot connect to');

await runTest({ rounds: 6, rows: 600, processes: 3 }, async ({ options, tally, random, database, store, fleet }) => {
  let client = database.connect();
  let next = 0;
  const numbers = new Map(Array.from({ length: options.rows }, () => [makeId(random), (next += 1)]));
  await database.fill(client, numbers);
  await fleet.init();

  const startAll = () => Array.from({ length: options.processes }, () => fleet.start(['--jobs', '1']));
  const begin = performance.now();
  const undisturbed = await Promise.all(startAll().map(({ ended }) => ended));
  const duration = performance.now() - begin;
  tally.check('undisturbed', undisturbed.find(({ code }) => code !== 0)?.stderr);
  tally.check('undisturbed: the table', await database.fault(client, numbers, store));

  let kills = 0;
  let crashes = 0;
  for (let round = 1; round <= options.rounds && tally.failed === 0; round += 1) {
    for (const id of numbers.keys()) {
      numbers.set(id, (next += 1));
      const changed = await client.value(database.renew(id, next));
      if (changed !== '1') throw new Error(`row ${id} is not renewed: ${client.complaints}`);
    }
    const workers = startAll();
    const victim = random.pick(workers);
    const isCrash = random.chance(shareOfCrashes);
    const moment = random.upTo(duration);
    await Promise.race([sleep(moment), victim.ended]);
    if (isCrash) {
      await client.close();
      await database.server.restart();
      client = database.connect();
      crashes += 1;
    } else {
      victim.kill();
    }
    const ended = await Promise.all(workers.map((worker) => worker.ended));
    kills += ended.filter(({ signal }) => signal === 'SIGKILL').length;
    const name = `round ${round}: ${isCrash ? 'the server' : 'a process'} after ${Math.round(moment)} ms`;
    const survivors = ended.filter((one) => one.signal !== 'SIGKILL' && !(isCrash && foundNoServer(one)));
    if (survivors.length === 0) survivors.push(await fleet.start().ended);
    const bad = survivors.find(({ code }) => code !== 0);
    tally.check(`${name}: those that are left`, bad && `${bad.code ?? bad.signal}: ${bad.stderr}`);
    tally.check(`${name}: the table`, await database.fault(client, numbers, store));
  }
  const last = await fleet.start().ended;
  tally.check('the last run', last.code === 0 && last.report.counts.selected === 0 ? undefined : `${last.code}: ${last.stderr}`);
  const claims = await database.claims(client);
  tally.check('claims', claims === 0 ? undefined : `${claims} are held still`);
  console.log(`${kills} processes killed, ${crashes} crashes of the server; an undisturbed run takes ${Math.round(duration)} ms`);
  await client.close();
});
