// Proves that the scripts here find what is wrong: against an engine that is right, and against one
// with a fault of each kind.
//
// usage: node harness_test.mjs --modules DIR
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeRandom } from '../crash/random.mjs';
import { run } from '../oracle/bazc.mjs';
import { parseOptions } from '../oracle/options.mjs';
import { Tally } from '../oracle/tally.mjs';
import { Comparison } from './compare.mjs';
import { faults } from './faulty_dump.mjs';
import { generateProgram } from './generate_programs.mjs';
import { makeMutator } from './mutate_files.mjs';
import { shrink } from './shrink.mjs';
import { tokensOf } from './source_pieces.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/** A program in which something stands for a fault, among much that has nothing to do with it. */
function programWith(word) {
  const filler = Array.from({ length: 20 }, (_, n) => `function f${n}(a: number) {\n  return <b>{a?.b ?? ${n}}</b>;\n}\n`);
  filler.splice(7, 0, `const x = [1, ${word}, 2];\n`);
  return filler.join('');
}

async function checkFaults(tally, comparison) {
  for (const [kind, word] of Object.entries(faults)) {
    // What is broken: there an engine can accept too much.
    const source = programWith(word) + (kind === 'accepts' ? 'const (;\n' : '');
    const before = 'const before = 1;\n';
    const [first, found, last] = await comparison.differences([before, source, before]);
    tally.check(`${kind}: beside it`, first ?? last ? `differs too: ${JSON.stringify(first ?? last)}` : undefined);
    tally.check(`${kind}: found`, found?.kind === kind ? undefined : `got ${JSON.stringify(found)}`);
    if (found?.kind !== kind || kind === 'hang') continue;
    const { source: smallest } = await shrink(comparison, found);
    tally.check(`${kind}: shrunk`, smallest.includes(word) && smallest.length <= word.length + 10 ? undefined : `to ${JSON.stringify(smallest)}`);
  }
}

function checkSources(tally) {
  const programs = (seed) => {
    const random = makeRandom(seed);
    return Array.from({ length: 50 }, () => generateProgram(random));
  };
  const mutations = (seed) => {
    const mutator = makeMutator(programs(1), seed);
    return Array.from({ length: 50 }, () => mutator.next());
  };
  for (const [name, make] of Object.entries({ programs, mutations })) {
    const [first, again, other] = [make(1), make(1), make(2)].map((sources) => JSON.stringify(sources));
    tally.check(`${name}: a seed repeats them`, first === again ? undefined : 'they differ');
    tally.check(`${name}: another seed gives others`, first !== other ? undefined : 'they are the same');
  }
  const joined = programs(3).every((source) => tokensOf(source).join('') === source);
  tally.check('tokens joined are the source', joined ? undefined : 'they are not');
}

/** fuzz.mjs as a whole: no difference where there is none, a reproducer where there is one. */
async function checkFuzz(tally, dump, modules, scratch) {
  const file = join(scratch, 'faulty.tsx');
  writeFileSync(file, Array.from({ length: 30 }, (_, n) => `let ${faults.bytes}${n} = ${n};\n`).join(''));
  const reproducers = join(scratch, 'reproducers');
  const fuzz = (...more) =>
    run(process.execPath, [here('fuzz.mjs'), '--dump', dump.join(' '), '--modules', modules, '--reproducers', reproducers, '--programs', '1024', ...more]);
  const clean = await fuzz();
  tally.check('fuzz: no fault', clean.code === 0 && !existsSync(reproducers) ? undefined : `ends with ${clean.code}\n${clean.stdout}${clean.stderr}`);
  const compared = Number(/^(\d+) sources compared: Sucrase accepts (\d+)/m.exec(clean.stdout)?.[2]);
  tally.check('fuzz: most programs are accepted', compared > 512 ? undefined : `only ${compared} of 1024`);
  const faulty = await fuzz('--most', '1', file);
  const written = existsSync(reproducers) ? readdirSync(reproducers).filter((name) => name.endsWith('.tsx')) : [];
  const source = written.length === 1 ? readFileSync(join(reproducers, written[0]), 'utf8') : '';
  const isFound = faulty.code === 1 && source.includes(faults.bytes) && source.length < 30;
  tally.check('fuzz: a fault', isFound ? undefined : `ends with ${faulty.code}, wrote ${written} ${source}\n${faulty.stdout}${faulty.stderr}`);
}

const { modules } = parseOptions(process.argv.slice(2), { modules: '' });
const dump = [process.execPath, here('faulty_dump.mjs'), modules];
const tally = new Tally();
const comparison = new Comparison({ dump, modules, patience: 3000 });
const scratch = mkdtempSync(join(tmpdir(), 'bazc-differential-'));
try {
  await checkFaults(tally, comparison);
  checkSources(tally);
  await checkFuzz(tally, dump, modules, scratch);
} finally {
  await comparison.close();
  rmSync(scratch, { recursive: true, force: true });
}
process.exitCode = tally.close();
