// Writers edit, insert and delete rows while several `bazc migrate` processes share the table; one
// more run, and every row has to have the hash of its present source, with no edit lost. Before it,
// the same writers work without bazc, to tell how long they wait because of it.
//
// usage: node edits_test.mjs --bazc BIN --database postgres|mariadb [--rows 5000] [--writers 8]
//          [--processes 4] [--edits 300] [--every 20] [--rate N] [--max-slowdown PERCENT] [--seed S]
//
// `edits`: of each writer, one every `every` milliseconds at most. A seed repeats rows and edits.
// Without --max-slowdown the writers' waits are printed only: on a busy machine they say little.
// Without --rate (of each process) bazc takes what the server gives, over 10,000 scenes a second; so
// the writers are slowed by a server that has no processor left, and the rest is made as hard as can be.
import { performance } from 'node:perf_hooks';
import { makeRandom } from '../crash/random.mjs';
import { rowsPerChunk } from './database.mjs';
import { sumOf } from './fleet.mjs';
import { makeId } from './scenes.mjs';
import { runTest } from './scratch.mjs';
import { write } from './writers.mjs';

const longestChunk = 5 * rowsPerChunk; // one in 150 is longer

function percentile(waits, share) {
  const sorted = [...waits].sort((a, b) => a - b);
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)];
}

await runTest({ rows: 5000, writers: 8, processes: 4, edits: 300, every: 20, rate: 0, 'max-slowdown': 0 }, async ({ options, tally, random, database, store, fleet }) => {
  const client = database.connect();

  /** Lets the writers work beside `during()`; gives what they wrote and what that gives. */
  const writeBeside = async (during) => {
    const parts = Array.from({ length: options.writers }, () => new Map());
    const rows = makeRandom(options.seed);
    for (let i = 0; i < options.rows; i += 1) parts[i % options.writers].set(makeId(rows), i);
    await database.fill(client, new Map(parts.flatMap((part) => [...part])));
    await fleet.init();
    const state = { writing: true };
    const working = write(database, parts, { edits: options.edits, every: options.every, seed: options.seed + 1 }).finally(() => {
      state.writing = false;
    });
    const [written, given] = await Promise.all([working, during(state)]);
    return { ...written, given };
  };

  // A table at rest first: nobody does what somebody else does.
  const still = new Map(Array.from({ length: options.rows }, (_, i) => [makeId(random), i]));
  await database.fill(client, still);
  await fleet.init();
  tally.check('--check of a table that is pending', (await fleet.check()) === 1 ? undefined : 'it does not exit with 1');
  const begin = performance.now();
  const ended = await Promise.all(Array.from({ length: options.processes }, () => fleet.start(['--jobs', '1']).ended));
  const bad = ended.find(({ code }) => code !== 0);
  tally.check('at rest: exit codes', bad && `${bad.code ?? bad.signal}: ${bad.stderr}`);
  tally.check('at rest: the table', await database.fault(client, still, store));
  tally.check('--check of a table that is done', (await fleet.check()) === 0 ? undefined : 'it does not exit with 0');
  const claims = await database.claims(client);
  tally.check('at rest: claims', claims === 0 ? undefined : `${claims} are held still`);
  const atRest = sumOf(ended);
  console.log(
    `at rest: ${options.processes} processes, ${options.rows} rows in ${Math.round(performance.now() - begin)} ms; of each: ` +
      `${ended.map(({ report }) => report.counts.compiled).join(', ')}; done twice: ${atRest.twice}`,
  );
  const share = atRest.twice / options.rows;
  tally.check('at rest: duplicated work', share < 0.01 && atRest.compiled === options.rows ? undefined : JSON.stringify(atRest));

  const alone = await writeBeside(async () => {});
  const together = await writeBeside(async (state) => {
    const runs = [];
    const pace = options.rate > 0 ? ['--rate', `${options.rate}`] : [];
    const keepRunning = async () => {
      do {
        const run = await fleet.start(['--jobs', '1', '--stale', ...pace]).ended;
        const { code, signal, report, stderr } = run;
        // 1: a row was edited so often that it is left to the next run.
        if ((code !== 0 && code !== 1) || report.counts.failed > 0) throw new Error(`bazc ends with ${code ?? signal}: ${stderr}`);
        runs.push(run);
      } while (state.writing);
    };
    await Promise.all(Array.from({ length: options.processes }, keepRunning));
    return runs;
  });
  const last = await fleet.start(['--stale']).ended;
  tally.check('the last run', last.code === 0 ? undefined : `${last.code ?? last.signal}: ${last.stderr}`);
  tally.check('after all edits', await database.fault(client, together.numbers, store));
  tally.check('--check after all edits', (await fleet.check(['--stale'])) === 0 ? undefined : 'something is left');

  const sum = sumOf([...together.given, last]);
  const twice = sum.twice / (sum.compiled + sum.twice);
  // A row that begins a chunk and comes or goes makes other chunks of what somebody works on.
  const cuts = await database.boundaries(client, together.comeOrGone);
  const most = 0.01 * (sum.compiled + sum.twice) + cuts * longestChunk;
  console.log(
    `${options.writers} writers, ${options.writers * options.edits} edits beside ${options.processes} processes in ${together.given.length} runs: ` +
      `${sum.compiled} recorded, ${sum.recompiled} compiled again after an edit, ${sum.locked} left since locked, ${sum.deleted} deleted, ` +
      `${sum.twice} done twice (${(twice * 100).toFixed(2)}%), ${cuts} chunks cut anew`,
  );
  tally.check('duplicated work', sum.twice < most ? undefined : `${(twice * 100).toFixed(2)}% of the scenes`);
  const slowdown = percentile(together.waits, 0.99) / percentile(alone.waits, 0.99) - 1;
  for (const [name, { waits }] of [['without bazc', alone], ['with bazc', together]]) {
    console.log(`writers ${name}: p50 ${percentile(waits, 0.5).toFixed(1)} ms, p99 ${percentile(waits, 0.99).toFixed(1)} ms, longest ${percentile(waits, 1).toFixed(1)} ms`);
  }
  if (options['max-slowdown'] > 0) {
    tally.check("the writers' p99", slowdown * 100 <= options['max-slowdown'] ? undefined : `${(slowdown * 100).toFixed(0)}% longer with bazc`);
  }
  await client.close();
});
