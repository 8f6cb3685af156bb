// Writes what Sucrase makes of each case here: NAME.js beside NAME.tsx, or NAME.error with its message
// for one that it rejects.
//
// usage: node generate.mjs --modules DIR [--check]     --check: only tells which are not as they should be
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseOptions } from '../oracle/options.mjs';
import { loadSucrase } from '../oracle/reference.mjs';
import { Tally } from '../oracle/tally.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The names of the cases, as GROUP/NAME. */
function caseNames() {
  return readdirSync(here, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: group }) => readdirSync(join(here, group)).map((file) => `${group}/${file}`))
    .filter((file) => file.endsWith('.tsx'))
    .map((file) => file.slice(0, -'.tsx'.length))
    .sort();
}

/** The files that belong beside a case: contents, or undefined for none. */
function expectedFiles(name, transform) {
  const source = decoder.decode(readFileSync(join(here, `${name}.tsx`)));
  try {
    return { js: transform(source), error: undefined };
  } catch (error) {
    if (error instanceof RangeError) throw error;
    return { js: undefined, error: `${error.message.replace(/^Error transforming [^\n]*?: /, '')}\n` };
  }
}

function read(path) {
  return existsSync(path) ? decoder.decode(readFileSync(path)) : undefined;
}

const { modules, check } = parseOptions(process.argv.slice(2), { modules: '', check: false });
const transform = loadSucrase(modules);
const tally = new Tally();
for (const name of caseNames()) {
  for (const [kind, expected] of Object.entries(expectedFiles(name, transform))) {
    const path = join(here, `${name}.${kind}`);
    if (check) tally.check(`${name}.${kind}`, read(path) === expected ? undefined : `expected ${JSON.stringify(expected)}`);
    else if (expected === undefined) rmSync(path, { force: true });
    else writeFileSync(path, expected);
  }
}
if (check) process.exitCode = tally.close();
