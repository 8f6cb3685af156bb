// Generated programs and changed files, without end: the native engine beside Sucrase.
//
// usage: node fuzz.mjs --dump TRANSFORM_DUMP --modules DIR --reproducers DIR [--seconds 60]
//   [--programs N] [--seed S] [--threads 2] [--most 25] [PATHS…]
//
// PATHS: files and directories whose sources are changed (examples, transform_cases, a corpus);
// without any, all programs are generated. --programs ends the run after about so many of them.
// The sources follow from the seed alone, in batches that have numbers: the same seed gives the same
// sources, however many threads there are. Each difference is shrunk, and written to --reproducers
// as a candidate for tests/transform_cases; after --most of them the run ends.
// Exit code: 0 no difference, 1 differences.
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { makeRandom } from '../crash/random.mjs';
import { parseOptions } from '../oracle/options.mjs';
import { Comparison, addCounts, describeCounts, noCounts } from './compare.mjs';
import { readSource, sourceFiles } from './compare_files.mjs';
import { generateProgram } from './generate_programs.mjs';
import { makeMutator } from './mutate_files.mjs';
import { Reproducers } from './reproducers.mjs';
import { shrink } from './shrink.mjs';

const batchSize = 128;
const shapesOfKind = 12; // differences of a kind that a thread shrinks; the others are counted

/** The sources of a batch. Every second batch is of changed files, where there are any. */
function makeBatch(seed, number, sources) {
  const batchSeed = (Math.imul(seed, 0x9e3779b1) + number) >>> 0;
  if (sources.length > 0 && number % 2 === 1) {
    const mutator = makeMutator(sources, batchSeed);
    return Array.from({ length: batchSize }, () => mutator.next());
  }
  const random = makeRandom(batchSeed);
  return Array.from({ length: batchSize }, () => generateProgram(random));
}

/** Takes every `threads`th batch, until it is told to stop. */
async function work({ options, thread, sources }) {
  const comparison = new Comparison({ dump: options.dump.split(' '), modules: options.modules });
  const shrunk = {};
  const post = (message) => parentPort.postMessage(message);
  let isStopped = false;
  parentPort.on('message', () => (isStopped = true));
  const end = performance.now() + options.seconds * 1000;
  const lastBatch = options.programs > 0 ? Math.ceil(options.programs / batchSize) : Infinity;
  for (let number = thread; number < lastBatch && performance.now() < end && !isStopped; number += options.threads) {
    const differences = (await comparison.differences(makeBatch(options.seed, number, sources))).filter(Boolean);
    post({ counts: comparison.counts, kinds: differences.map(({ kind }) => kind) });
    for (const difference of differences) {
      shrunk[difference.kind] = (shrunk[difference.kind] ?? 0) + 1;
      if (isStopped || shrunk[difference.kind] > shapesOfKind) continue;
      const smallest = await shrink(comparison, difference);
      post({ difference: smallest, batch: number });
    }
    comparison.counts = noCounts(); // what shrinking compared does not count
  }
  await comparison.close();
  parentPort.close();
}

async function main() {
  const options = parseOptions(process.argv.slice(2), {
    dump: '',
    modules: '',
    reproducers: '',
    seconds: 60,
    programs: 0,
    seed: 1,
    threads: 2,
    most: 25,
  });
  const sources = sourceFiles(options.paths).map(readSource).filter((source) => source !== undefined);
  const reproducers = new Reproducers(options.reproducers);
  const total = noCounts();
  const kinds = {};
  const start = performance.now();
  const workers = Array.from({ length: options.threads }, (_, thread) => new Worker(fileURLToPath(import.meta.url), { workerData: { options, thread, sources } }));
  const onMessage = ({ counts, kinds: found = [], difference, batch }) => {
    if (counts) addCounts(total, counts);
    for (const kind of found) kinds[kind] = (kinds[kind] ?? 0) + 1;
    if (!difference || reproducers.count >= options.most) return;
    const path = reproducers.write(difference);
    if (path === undefined) return;
    console.log(`FAILED batch ${batch}: ${difference.kind}: ${path}\n  ${difference.explanation.replaceAll('\n', '\n  ')}`);
    if (reproducers.count >= options.most) for (const worker of workers) worker.postMessage('stop');
  };
  await Promise.all(
    workers.map(
      (worker) =>
        new Promise((resolve, reject) => {
          worker.on('message', onMessage);
          worker.on('error', reject);
          worker.on('exit', resolve);
        }),
    ),
  );
  const seconds = (performance.now() - start) / 1000;
  console.log(describeCounts(total));
  const differences = Object.values(kinds).reduce((sum, count) => sum + count, 0);
  console.log(`seed ${options.seed}, ${(total.compared / seconds).toFixed(0)} sources a second: ${differences} differences ${JSON.stringify(kinds)}`);
  return differences > 0 ? 1 : 0;
}

if (!isMainThread) await work(workerData);
else {
  process.exitCode = await main().catch((error) => {
    console.error(`fuzz: ${error.message}`);
    return 2;
  });
}
