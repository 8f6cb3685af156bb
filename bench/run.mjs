// Speed and memory of bazc beside the same job in Node, as ratios of one run. See README.md.
//
// usage: node run.mjs --bazc BIN --programs DIR --modules DIR [--only speed,memory,engines,s3,puts,databases]
//   [--corpus DIR] [--runs 9] [--small 1000] [--large 20000]
//   [--rounds 5] [--scenes 2000] [--films 2000] [--puts 4000] [--rows 100000]
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileToJson, run } from '../tests/oracle/bazc.mjs';
import { parseOptions } from '../tests/oracle/options.mjs';
import { requireFrom } from '../tests/oracle/reference.mjs';
import { measureDatabases } from './database_migration.mjs';
import { measureEngines } from './engines.mjs';
import { medianTimes } from './measure.mjs';
import { measureMemory } from './memory.mjs';
import { measureMigrations } from './s3_migration.mjs';
import { measurePuts } from './s3_puts.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const top = join(here, '..');
const peer = join(here, 'peers/node_sucrase.mjs');
const corpusBytes = 300_000; // enough to be typical, little enough to be quick

const table = [['', 'bazc', 'peer', 'ratio']];

const milliseconds = (value) => `${value.toFixed(1)} ms`;

function filesBelow(directory) {
  return readdirSync(directory, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(directory, entry.name);
      return entry.isDirectory() ? filesBelow(path) : [path];
    });
}

/** Copies of the examples and of corpus files, under names that differ; all compile in both. */
async function collectFiles({ bazc, corpus }, directory) {
  mkdirSync(directory);
  const examples = filesBelow(join(top, 'examples/scenes')).filter((file) => !readFileSync(file, 'utf8').startsWith('```'));
  const candidates = [...examples];
  if (existsSync(corpus)) {
    const all = filesBelow(corpus).filter((file) => file.endsWith('.tsx'));
    // Every 15th, so from every package.
    candidates.push(...all.filter((_, index) => index % 15 === 0));
  }
  const compiled = await compileToJson(bazc, candidates, ['--check', '--imports', 'keep']);
  const files = [];
  let bytes = 0;
  for (const file of candidates.filter((candidate) => compiled.get(candidate).ok)) {
    if (bytes > corpusBytes) break;
    bytes += statSync(file).size;
    files.push(join(directory, `${files.length}${/\.[a-z]+$/.exec(file)[0]}`));
    copyFileSync(file, files.at(-1));
  }
  return { files, bytes, examples: examples.length };
}

async function measureSpeed({ bazc, modules, runs, corpus }, scratch) {
  const { files, bytes, examples } = await collectFiles({ bazc, corpus }, join(scratch, 'sources'));
  console.log(`${files.length} files, ${(bytes / 1000).toFixed(0)} kB: ${examples} examples, the others from the corpus\n`);
  let outs = 0;
  const out = () => join(scratch, `out-${(outs += 1)}`);
  const compile = (jobs, sources) => () => [bazc, 'compile', '--quiet', '--imports', 'keep', '--jobs', String(jobs), '--out-dir', out(), ...sources];
  const inNode = (sources) => () => [process.execPath, peer, modules, out(), ...sources];

  const [one, two, node] = await medianTimes(runs, [compile(1, files), compile(2, files), inNode(files)]);
  const aSecond = (time) => (files.length / time) * 1000;
  for (const [name, time] of [['1 job', one], ['2 jobs', two]]) {
    table.push([`files a second, ${name}`, aSecond(time).toFixed(0), aSecond(node).toFixed(0), `${(node / time).toFixed(2)} x as many`]);
  }

  const single = files.slice(0, 1);
  const [start, startNode, version, bareNode] = await medianTimes(runs, [
    compile(1, single),
    inNode(single),
    () => [bazc, '--version'],
    () => [process.execPath, '--version'],
  ]);
  table.push(['start and compile one file', milliseconds(start), milliseconds(startNode), `${(start / startNode).toFixed(2)} x the time`]);
  table.push(['--version', milliseconds(version), milliseconds(bareNode), `${(version / bareNode).toFixed(2)} x the time`]);
}

/** Takes rows over into the table; gives whether their bound holds. */
function take({ rows, holds }) {
  table.push(...rows);
  return holds;
}

function printTable() {
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  for (const [index, row] of table.entries()) {
    console.log(row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('   ').trimEnd());
    if (index === 0) console.log(widths.map((width) => '-'.repeat(width)).join('   '));
  }
}

async function main() {
  const options = parseOptions(process.argv.slice(2), {
    bazc: '',
    programs: '', // the directory of put_rate, start_time and transform_rate
    modules: '',
    only: 'speed,memory,engines,s3,puts,databases',
    corpus: join(top, 'build/corpus'),
    runs: 9,
    small: 1000,
    large: 20_000,
    rounds: 5,
    scenes: 2000,
    films: 2000,
    puts: 4000,
    rows: 100_000,
  });
  const parts = {
    speed: measureSpeed,
    memory: async (...args) => take(await measureMemory(...args)),
    engines: async (...args) => void table.push(...(await measureEngines(...args))),
    s3: async (...args) => void table.push(...(await measureMigrations(...args))),
    puts: async (...args) => void table.push(...(await measurePuts(...args))),
    databases: async (...args) => take(await measureDatabases(...args)),
  };
  const directory = options.programs;
  options.programs = (name) => join(directory, name);
  const chosen = options.only.split(',');
  const unknown = chosen.find((name) => !Object.hasOwn(parts, name));
  if (unknown !== undefined) throw new Error(`--only: no part '${unknown}': there are ${Object.keys(parts).join(', ')}`);
  const { stdout: version } = await run(options.bazc, ['--version']);
  const sucrase = requireFrom(options.modules)('sucrase/package.json').version;
  const cpu = os.cpus();
  console.log(version.trim());
  console.log(`Node ${process.versions.node}, sucrase ${sucrase}`);
  console.log(`${cpu.length} x ${cpu[0].model}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, ${os.type()} ${os.release()}`);
  console.log(`medians of ${options.runs} runs in turns after one that is not counted; with an S3 server, of ${options.rounds} rounds`);
  const scratch = mkdtempSync(join(os.tmpdir(), 'bazc-bench-'));
  try {
    let holds = true;
    for (const name of chosen) holds = (await parts[name](options, scratch)) !== false && holds;
    printTable();
    return holds ? 0 : 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

process.exitCode = await main().catch((error) => {
  console.error(`bench: ${error.message}`);
  return 2;
});
