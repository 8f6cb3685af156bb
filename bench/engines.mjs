// How fast the native engine turns TSX into JavaScript, beside the compilers that a team could take
// instead: in memory, warm, on one thread, over the same files, in turns. See README.md.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { run } from '../tests/oracle/bazc.mjs';
import { loadSucrase, requireFrom } from '../tests/oracle/reference.mjs';
import { readSource, sourceFiles } from '../tests/differential/compare_files.mjs';
import { median, pairedRatio } from './measure.mjs';
import { smallScene } from './scenes.mjs';

const scenes = fileURLToPath(new URL('../examples/scenes', import.meta.url));
const turn = 0.2; // seconds that each engine runs in a round, at least
const warmUp = 1.5; // seconds: Node's compiler takes its time
const sizes = [1_000, 10_000, 100_000, 1_000_000, 10_000_000];

/** transform_rate, which waits for its turns. */
class NativeEngine {
  #child;
  #lines;
  #stderr = '';

  constructor(program, threads, files) {
    this.#child = spawn(program, [String(threads), ...files]);
    this.#child.stderr.on('data', (chunk) => (this.#stderr += chunk));
    this.#child.stdin.on('error', () => {}); // the missing line tells of it
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** {seconds, bytes, peak_kib} of that many passes over the files. */
  async measure(passes) {
    this.#child.stdin.write(`${passes}\n`);
    const { value, done } = await this.#lines.next();
    if (done) throw new Error(`transform_rate ends: ${this.#stderr}`);
    return JSON.parse(value);
  }

  async pass(passes) {
    return (await this.measure(passes)).seconds;
  }

  close() {
    this.#child.stdin.end();
  }
}

/** The peers: each gives the JavaScript of a source, or throws. */
function makePeers(modules) {
  const require = requireFrom(modules);
  const { transformSync: oxc } = require('oxc-transform');
  const { transformSync: swc } = require('@swc/core');
  const { transform: esbuild } = require('esbuild');
  const swcOptions = {
    filename: 'scene.tsx',
    swcrc: false,
    configFile: false,
    sourceMaps: false,
    jsc: { parser: { syntax: 'typescript', tsx: true, decorators: true }, target: 'esnext', transform: { react: { runtime: 'classic' } } },
  };
  const oxcOptions = { lang: 'tsx', sourceType: 'module', sourcemap: false, jsx: { runtime: 'classic', development: false }, typescript: {} };
  return {
    'sucrase on Node': loadSucrase(modules),
    'oxc-transform': (source) => {
      const { code, errors } = oxc('scene.tsx', source, oxcOptions);
      if (errors.length > 0) throw new Error(errors[0].message);
      return code;
    },
    '@swc/core': (source) => swc(source, swcOptions).code,
    // It has no call that returns at once and does not start a process.
    esbuild: async (source) => (await esbuild(source, { loader: 'tsx', jsx: 'transform', target: 'esnext', logLevel: 'silent' })).code,
  };
}

/** A peer as an engine: passes over the sources, in this process. */
function inThisProcess(transform, sources) {
  return {
    async pass(passes) {
      const start = performance.now();
      for (let pass = 0; pass < passes; pass += 1) {
        for (const source of sources) {
          const code = transform(source);
          if (code instanceof Promise) await code;
        }
      }
      return (performance.now() - start) / 1000;
    },
  };
}

/** The files that every engine takes, so that all have the same work; says how many are left out. */
async function commonFiles(paths, peers, program) {
  const candidates = sourceFiles(paths);
  const { code, stdout, stderr } = await run(program, ['--refused', ...candidates]);
  if (code !== 0) throw new Error(stderr);
  const refused = new Set(stdout.split('\n'));
  const files = [];
  for (const file of candidates) {
    const source = readSource(file);
    if (source === undefined || refused.has(file)) continue;
    try {
      for (const transform of Object.values(peers)) await transform(source);
    } catch {
      continue;
    }
    files.push({ file, source, bytes: Buffer.byteLength(source) });
  }
  console.log(`${candidates.length} files, of which bazc leaves ${refused.size - 1} to Sucrase or refuses them, and ${candidates.length - files.length - refused.size + 1} only others refuse`);
  return files;
}

/** MB/s of each engine, in rounds: Map of name to an array. */
async function inRounds(engines, bytes, rounds) {
  const passes = new Map();
  const rates = new Map([...engines.keys()].map((name) => [name, []]));
  for (const [name, engine] of engines) {
    for (let spent = await engine.pass(1); spent < warmUp; spent += await engine.pass(1));
    // One pass alone tells little: its first is slow, and a small source takes no time at all.
    let count = 1;
    for (let seconds = 0; ; count *= 2) {
      seconds = await engine.pass(count);
      if (seconds >= turn / 2) {
        passes.set(name, Math.max(1, Math.ceil((turn / seconds) * count)));
        break;
      }
    }
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, engine] of engines) {
      rates.get(name).push((bytes * passes.get(name)) / (await engine.pass(passes.get(name))) / 1e6);
    }
  }
  return rates;
}

async function compare(what, paths, { programs, modules, runs }) {
  const peers = makePeers(modules);
  const files = await commonFiles(paths, peers, programs('transform_rate'));
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const names = files.map(({ file }) => file);
  const native = [1, 2].map((threads) => new NativeEngine(programs('transform_rate'), threads, names));
  const engines = new Map([['bazc', native[0]], ['bazc, 2 threads', native[1]]]);
  for (const [name, transform] of Object.entries(peers)) engines.set(name, inThisProcess(transform, files.map(({ source }) => source)));
  const rates = await inRounds(engines, bytes, runs);
  for (const engine of native) engine.close();
  const ours = rates.get('bazc');
  const rows = [[`MB/s, ${files.length} ${what}, ${(bytes / 1e6).toFixed(2)} MB`, median(ours).toFixed(1), '', '']];
  for (const [name, values] of rates) {
    if (name === 'bazc') continue;
    if (name === 'bazc, 2 threads') {
      const { ratio, range } = pairedRatio(values, ours);
      rows.push(['  2 threads', median(values).toFixed(1), '', `${ratio.toFixed(2)} x one (${range})`]);
      continue;
    }
    const { ratio, range } = pairedRatio(ours, values);
    rows.push([`  beside ${name}`, '', median(values).toFixed(1), `${ratio.toFixed(2)} x as fast (${range})`]);
  }
  return { rows, names, bytes };
}

/** Instructions a byte of a warm pass, or nothing without valgrind. */
async function instructionsPerByte(program, files, bytes, scratch) {
  const totalOf = (passes) =>
    new Promise((resolve, reject) => {
      const child = spawn('valgrind', ['--tool=callgrind', `--callgrind-out-file=${join(scratch, 'callgrind')}`, program, '1', ...files]);
      let stderr = '';
      child.stderr.on('data', (chunk) => (stderr += chunk));
      child.on('error', reject);
      child.on('close', () => {
        const total = /Collected\s*:\s*(\d+)/.exec(stderr)?.[1];
        if (total === undefined) reject(new Error(`callgrind counted nothing: ${stderr}`));
        else resolve(Number(total));
      });
      child.stdin.end(`${passes}\n`);
    });
  try {
    return (await totalOf(3) - (await totalOf(1))) / 2 / bytes;
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function synthetic(bytes) {
  const parts = [];
  for (let size = 0; size < bytes; size += parts.at(-1).length) parts.push(smallScene(parts.length));
  return parts.join('');
}

/** Nanoseconds a byte and the peak of memory, from small to large. */
async function costBySize({ programs, runs }, scratch) {
  const rows = [];
  const costs = [];
  for (const size of sizes) {
    const file = join(scratch, `${size}.tsx`);
    writeFileSync(file, synthetic(size));
    const engine = new NativeEngine(programs('transform_rate'), 1, [file]);
    const { bytes, peak_kib: peak } = await engine.measure(1); // as a process that compiles this file alone
    const rates = await inRounds(new Map([['bazc', engine]]), bytes, runs);
    engine.close();
    costs.push(1000 / median(rates.get('bazc')));
    const memory = ((peak - 16 * 1024) * 1024) / bytes;
    rows.push([
      `ns a byte, ${(bytes / 1000).toFixed(0)} kB`,
      costs.at(-1).toFixed(2),
      '',
      `peak memory ${(peak / 1024).toFixed(1)} MiB${bytes > 1e6 ? ` = 16 MiB + ${Math.max(0, memory).toFixed(2)} x the source` : ''}`,
    ]);
  }
  rows.push(['  dearest beside cheapest', `${(Math.max(...costs) / Math.min(...costs)).toFixed(2)} x`, '', '']);
  return rows;
}

/** From a cold start to the compiled file, beside esbuild's own binary. */
async function coldStart({ bazc, modules, programs, runs }) {
  const binary = requireFrom(modules).resolve(`@esbuild/${process.platform}-${process.arch}/bin/esbuild`);
  const file = join(scenes, 'route-map.tsx');
  // Both print what they make: a file would be as slow as the disk, to which bazc alone waits.
  const commands = [
    [bazc, 'compile', '--quiet', '--engine', 'auto', file],
    [binary, file, '--jsx=transform', '--log-level=error'],
    ['/bin/true'],
  ];
  const { code, stdout, stderr } = await run(programs('start_time'), [String(Math.max(runs, 21)), ...commands.flatMap((command) => ['--', ...command])]);
  if (code !== 0) throw new Error(stderr);
  for (const [command, ...rest] of commands.slice(0, 2)) {
    const printed = await run(command, rest);
    if (!printed.stdout.includes('React.createElement')) throw new Error(`${command} prints no compiled scene`);
  }
  const [ours, theirs, bare] = JSON.parse(stdout);
  return [
    ['start and compile one scene, beside esbuild', `${ours.toFixed(2)} ms`, `${theirs.toFixed(2)} ms`, `${(ours / theirs).toFixed(2)} x the time`],
    ['  a process that does nothing', `${bare.toFixed(2)} ms`, '', ''],
  ];
}

/** Rows of the table: name, bazc, peer, ratio. `programs` gives the path of a program built for the bench. */
export async function measureEngines(options, scratch) {
  mkdirSync(scratch, { recursive: true });
  const versionOf = (name) => JSON.parse(readFileSync(join(options.modules, 'node_modules', name, 'package.json'))).version;
  console.log(['oxc-transform', '@swc/core', 'esbuild'].map((name) => `${name} ${versionOf(name)}`).join(', '));
  const ofScenes = await compare('scenes', [scenes], options);
  const rows = [...ofScenes.rows];
  if (existsSync(options.corpus)) rows.push(...(await compare('files of the corpus', [options.corpus], options)).rows);
  const instructions = await instructionsPerByte(options.programs('transform_rate'), ofScenes.names, ofScenes.bytes, scratch);
  rows.push(['instructions a byte, scenes', instructions === undefined ? 'no valgrind' : instructions.toFixed(1), '', '']);
  rows.push(...(await costBySize(options, scratch)));
  rows.push(...(await coldStart(options)));
  return rows;
}
