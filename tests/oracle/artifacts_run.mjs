// Every artifact of the examples works in a page, every broken example fails as it should, and
// where the reference service yields a module that works, bazc's hash is its hash.
//
// usage: node artifacts_run.mjs --bazc BIN --modules DIR [--examples DIR]
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileToJson, run } from './bazc.mjs';
import { frame, kinds, referenceWorks, texts } from './examples.mjs';
import { parseOptions } from './options.mjs';
import { contentHash, loadSucrase, referenceModule, requireFrom } from './reference.mjs';
import { Tally } from './tally.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const renderTimeout = 30_000; // ms

/** {ok, text} or {ok, error} of the module in `file`. */
async function render(file, modules) {
  const child = join(here, 'render_child.mjs');
  const { code, signal, stdout, stderr } = await run(process.execPath, [child, file, modules, String(frame)], {
    timeout: renderTimeout,
  });
  if (code !== 0) return { ok: false, error: `exit code ${code} (signal ${signal})\n${stderr}` };
  return JSON.parse(stdout);
}

/** The specifiers a browser cannot load, and how many default exports there are. */
function moduleFacts(acorn, code) {
  const { body } = acorn.parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
  const isDefault = (node) =>
    node.type === 'ExportDefaultDeclaration' ||
    (node.type === 'ExportNamedDeclaration' && node.specifiers.some(({ exported }) => exported.name === 'default'));
  const specifiers = body.map((node) => node.source?.value).filter((value) => value !== undefined);
  return {
    bare: specifiers.filter((specifier) => !/^(https?|data):/.test(specifier)),
    defaults: body.filter(isDefault).length,
  };
}

/** What is wrong with the artifact, or undefined. */
async function artifactFault(file, result, expectedText, { acorn, modules }) {
  if (!result.ok) return `it does not compile: ${JSON.stringify(result.error)}`;
  const bytes = readFileSync(file);
  if (result.hash !== contentHash(bytes)) return `the hash is ${result.hash}, the artifact's is ${contentHash(bytes)}`;
  const { bare, defaults } = moduleFacts(acorn, bytes.toString());
  if (bare.length > 0) return `the artifact imports ${bare}`;
  if (defaults !== 1) return `the artifact has ${defaults} default exports`;
  const rendered = await render(file, modules);
  if (!rendered.ok) return `it does not render: ${rendered.error}`;
  if (!rendered.text.includes(expectedText)) return `it shows ${JSON.stringify(rendered.text)}, not ${JSON.stringify(expectedText)}`;
  return undefined;
}

/** The reference's module for the source where it works, or undefined. */
async function workingReference(source, file, { acorn, modules, sucrase }) {
  let module;
  try {
    module = referenceModule(sucrase(source));
    // Node's own modules resolve where a browser finds nothing.
    if (moduleFacts(acorn, module).bare.some(isBuiltin)) return undefined;
  } catch {
    return undefined;
  }
  writeFileSync(file, module);
  return (await render(file, modules)).ok ? module : undefined;
}

/** That the table names the files of the directory, all and no others. */
function checkNames(tally, directory, table) {
  const files = readdirSync(directory);
  for (const file of files) if (!(file in table)) tally.fail(join(directory, file), 'examples.mjs does not name it');
  for (const name of Object.keys(table)) if (!files.includes(name)) tally.fail(join(directory, name), 'it is not there');
}

async function main() {
  const options = parseOptions(process.argv.slice(2), {
    bazc: '',
    modules: '',
    examples: join(here, '../../examples'),
  });
  const require = requireFrom(options.modules);
  const context = { acorn: require('acorn'), modules: options.modules, sucrase: loadSucrase(options.modules) };
  const scenes = join(options.examples, 'scenes');
  const broken = join(options.examples, 'broken');
  const tally = new Tally();
  const scratch = mkdtempSync(join(tmpdir(), 'bazc-artifacts-'));
  try {
    checkNames(tally, scenes, texts);
    checkNames(tally, broken, kinds);

    const out = join(scratch, 'out');
    const good = Object.keys(texts).map((name) => ({ name, file: join(scenes, name) }));
    const compiled = await compileToJson(options.bazc, good.map(({ file }) => file), ['--out-dir', out]);
    for (const { name, file } of good) {
      const artifact = join(out, name.replace(/\.[a-z]+$/, '.js'));
      tally.check(`${name} renders`, await artifactFault(artifact, compiled.get(file), texts[name], context));
    }

    const bad = Object.keys(kinds).map((name) => ({ name, file: join(broken, name) }));
    const rejected = await compileToJson(options.bazc, bad.map(({ file }) => file), ['--out-dir', out]);
    for (const { name, file } of bad) {
      const { ok, error } = rejected.get(file);
      tally.check(`${name} fails`, !ok && error.kind === kinds[name] ? undefined : `expected ${kinds[name]}, got ${ok ? 'success' : JSON.stringify(error)}`);
      const artifact = join(out, name.replace(/\.[a-z]+$/, '.js'));
      tally.check(`${name} leaves no artifact`, existsSync(artifact) ? `${artifact} is there` : undefined);
    }

    for (const { name, file } of [...good, ...bad]) {
      const module = await workingReference(readFileSync(file, 'utf8'), join(scratch, 'reference.mjs'), context);
      const expected = referenceWorks.includes(name);
      if ((module !== undefined) !== expected) {
        tally.fail(`${name} by the reference service`, `its module ${expected ? 'does not work' : 'works'}, which examples.mjs denies`);
      } else if (module !== undefined) {
        const result = compiled.get(file) ?? rejected.get(file);
        const hash = contentHash(module);
        tally.check(`${name} has the reference's hash`, result.hash === hash ? undefined : `expected ${hash}, got ${JSON.stringify(result)}`);
      }
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return tally.close();
}

process.exitCode = await main().catch((error) => {
  console.error(`artifacts_run: ${error.message}`);
  return 2;
});
