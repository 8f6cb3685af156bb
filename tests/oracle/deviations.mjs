// Every case of deviation_cases.mjs is what it says: Sucrase's module does not do what the program
// does, under Node. The page and bazc's table name the same constructs; with --bazc, bazc gives
// Sucrase's bytes and names the construct.
//
// usage: node deviations.mjs --modules DIR [--bazc BIN]
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compileToJson } from './bazc.mjs';
import { cases } from './deviation_cases.mjs';
import { parseOptions } from './options.mjs';
import { loadSucrase } from './reference.mjs';
import { Tally } from './tally.mjs';

const top = fileURLToPath(new URL('../..', import.meta.url));

/** {value} or {error} of a module's default export. */
async function evaluate(code, file) {
  writeFileSync(file, code);
  try {
    return { value: await (await import(pathToFileURL(file).href)).default };
  } catch (error) {
    return { error };
  }
}

/** Why the case is not what it says, or undefined. */
async function faultOf({ source, plain, output }, sucrase, fileFor) {
  const meant = await evaluate(plain, fileFor('plain'));
  if ('error' in meant) return `the plain program fails: ${meant.error}`;
  let code;
  try {
    code = sucrase(source);
  } catch (error) {
    return `Sucrase refuses it: ${error.message}`;
  }
  const done = await evaluate(code, fileFor('sucrase'));
  const isProgram = !(done.error instanceof SyntaxError);
  if (isProgram !== (output === 'other_program')) return `Sucrase's output is ${isProgram ? 'a' : 'no'} program:\n${code}`;
  return isProgram && !('error' in done) && Object.is(done.value, meant.value)
    ? `both come to ${String(meant.value)}:\n${code}`
    : undefined;
}

/** Name to effect, of the rows of bazc's table. */
function tableOfBazc() {
  const text = readFileSync(join(top, 'src/core/transform/native/deviations.cpp'), 'utf8');
  const rows = text.matchAll(/Deviation\{\s*"(\w+)",[^{}]*?\b(other_program|no_program)\}/g);
  return new Map([...rows].map(([, construct, effect]) => [construct, effect]));
}

/** The names in the first column of the page's tables. */
function constructsOfPage() {
  const text = readFileSync(join(top, 'docs/sucrase-deviations.md'), 'utf8');
  return [...text.matchAll(/^\| `(\w+)` \|/gm)].map(([, construct]) => construct);
}

function difference(left, right) {
  const known = new Set(right);
  const missing = [...new Set(left)].filter((each) => !known.has(each));
  return missing.length === 0 ? undefined : `without a counterpart: ${missing.join(', ')}`;
}

/** Of bazc's results, by construct: Sucrase's bytes, and a warning that names the construct. */
function faultOfBazc({ source, construct, output }, result, sucrase) {
  if (!result.ok) return `bazc refuses it: ${result.error.message}`;
  if (result.code !== sucrase(source)) return `bazc gives other bytes:\n${result.code}`;
  const kind = output === 'no_program' ? 'sucrase_breaks' : 'sucrase_miscompiles';
  return result.warnings.some((warning) => warning.kind === kind && warning.message.endsWith(`[${construct}]`))
    ? undefined
    : `no warning of kind ${kind} names it: ${JSON.stringify(result.warnings)}`;
}

async function main() {
  const options = parseOptions(process.argv.slice(2), { modules: '', bazc: 'none' });
  const sucrase = loadSucrase(options.modules);
  const scratch = mkdtempSync(join(tmpdir(), 'bazc-deviations-'));
  const tally = new Tally();
  try {
    for (const [index, each] of cases.entries()) {
      const fault = await faultOf(each, sucrase, (name) => join(scratch, `${index}-${name}.mjs`));
      tally.check(`${each.construct} (case ${index})`, fault);
    }
    const table = tableOfBazc();
    const constructs = cases.map(({ construct }) => construct);
    tally.check('every construct of the table has a case', difference(table.keys(), constructs));
    tally.check('every case is in the table', difference(constructs, table.keys()));
    tally.check('every construct of the table is on the page', difference(table.keys(), constructsOfPage()));
    tally.check('every construct of the page is in the table', difference(constructsOfPage(), table.keys()));
    for (const { construct, output } of cases) {
      if (table.has(construct)) {
        tally.check(`effect of ${construct}`, table.get(construct) === output ? undefined : `the table says ${table.get(construct)}`);
      }
    }
    if (options.bazc !== 'none') {
      const files = cases.map(({ source }, index) => {
        const file = join(scratch, `${index}.tsx`);
        writeFileSync(file, source);
        return file;
      });
      const results = await compileToJson(options.bazc, files, ['--no-wrap', '--engine', 'auto']);
      for (const [index, each] of cases.entries()) {
        tally.check(`bazc: ${each.construct} (case ${index})`, faultOfBazc(each, results.get(files[index]), sucrase));
      }
    }
  } finally {
    rmSync(scratch, { recursive: true });
  }
  process.exitCode = tally.close();
}

await main();
