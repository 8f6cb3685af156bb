// `bazc compile --no-wrap` against Sucrase in this Node: the same bytes, the same rejects with the
// same message and place.
//
// usage: node transform_oracle.mjs --bazc BIN --modules DIR [--sample N] [--cut N] [--examples DIR] [PATHS…]
//
// A path is a file or a directory, which is walked for .ts, .tsx and .jsx. --sample takes N of the
// files, chosen by the SHA-256 of their path below the directory, so always the same ones. --cut
// adds N of those once more, each broken off somewhere: real files hardly ever fail, these mostly
// do. --examples adds every scene below DIR, each as it is and with LF, CRLF, a BOM, and no final
// newline.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { compileToJson } from './bazc.mjs';
import { parseOptions } from './options.mjs';
import { loadSucrase, messageInOurStyle } from './reference.mjs';
import { Tally } from './tally.mjs';

const isScene = (name) => /\.(tsx|ts|jsx)$/.test(name);

/** Names below `directory`, relative to it. */
function walk(directory, below = '') {
  return readdirSync(join(directory, below), { withFileTypes: true }).flatMap((entry) => {
    const name = join(below, entry.name);
    if (entry.isDirectory()) return walk(directory, name);
    return entry.isFile() && isScene(name) ? [name] : [];
  });
}

function choose(paths, sample) {
  const files = paths.flatMap((path) => {
    if (!statSync(path).isDirectory()) return [{ file: path, name: path }];
    return walk(path).map((name) => ({ file: join(path, name), name }));
  });
  for (const entry of files) entry.order = createHash('sha256').update(entry.name).digest('hex');
  files.sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));
  return files.slice(0, sample || files.length);
}

/** Writes files broken off at a place that follows from their path; gives the files. */
function writeCut(files, scratch) {
  mkdirSync(join(scratch, 'cut'));
  return files.map(({ file, order }, index) => {
    const characters = [...readFileSync(file, 'utf8')];
    const length = Math.floor((characters.length * parseInt(order.slice(-8), 16)) / 2 ** 32);
    const cut = join(scratch, 'cut', `${index}-${basename(file)}`);
    writeFileSync(cut, characters.slice(0, length).join(''));
    return cut;
  });
}

/** Writes each example in five forms below `scratch`; gives the files. Bytes, since one is no UTF-8. */
function writeVariants(examples, scratch) {
  const bom = Buffer.from([0xef, 0xbb, 0xbf]);
  const latin1 = (edit) => (bytes) => Buffer.from(edit(bytes.toString('latin1')), 'latin1');
  const withLf = latin1((text) => text.replaceAll('\r\n', '\n'));
  const variants = {
    'as-it-is': (bytes) => bytes,
    lf: withLf,
    crlf: (bytes) => latin1((text) => text.replaceAll('\n', '\r\n'))(withLf(bytes)),
    bom: (bytes) => (bytes.subarray(0, 3).equals(bom) ? bytes : Buffer.concat([bom, bytes])),
    'no-final-newline': latin1((text) => text.replace(/[\r\n]+$/, '')),
  };
  return Object.entries(variants).flatMap(([variant, edit]) =>
    walk(examples).map((name) => {
      const file = join(scratch, variant, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, edit(readFileSync(join(examples, name))));
      return file;
    }),
  );
}

/** The inside of a source that is one Markdown code fence, and the lines before it. */
function unfence(source) {
  const match = /^([\s\uFEFF]*```[^\n`]*\n)([^]*?\n)[ \t]*```\s*$/.exec(source);
  if (!match || /^[ \t]*```/m.test(match[2])) return { source, linesBefore: 0 };
  return { source: match[2], linesBefore: match[1].split('\n').length - 1 };
}

/** What bazc has to say: {code}, {error} or {skip}. */
function expectation(bytes, transform) {
  let source;
  try {
    source = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { error: { kind: 'invalid_utf8' } };
  }
  if (source.includes('\0')) return { error: { kind: 'invalid_utf8' } };
  if (bytes.length > 1024 * 1024) return { error: { kind: 'too_large' } };
  if (source.trim() === '') return { error: { kind: 'empty' } };
  const inside = unfence(source);
  try {
    return { code: transform(inside.source) };
  } catch (error) {
    if (error instanceof RangeError) return { skip: `Node itself ends in ${error.name}: ${error.message}` };
    // An error without a place is a fault inside Sucrase: bazc must reject too, in its own words.
    if (error.loc === undefined) return { error: {} };
    return {
      error: {
        kind: 'syntax',
        message: messageInOurStyle(error.message),
        line: error.loc.line + inside.linesBefore,
        column: error.loc.column,
      },
    };
  }
}

/** What is wrong with `result`, or undefined. */
function difference(expected, result) {
  if (expected.error) {
    if (result.ok) return `expected the error ${JSON.stringify(expected.error)}, but it compiled`;
    const wrong = Object.keys(expected.error).filter((key) => result.error[key] !== expected.error[key]);
    if (wrong.length === 0) return undefined;
    return `the error differs in ${wrong}: expected ${JSON.stringify(expected.error)}, got ${JSON.stringify(result.error)}`;
  }
  if (!result.ok) return `Sucrase accepts it, bazc gives ${JSON.stringify(result.error)}`;
  if (result.code === expected.code) return undefined;
  if (typeof result.code !== 'string') return 'the result has no code';
  let at = 0;
  while (result.code[at] === expected.code[at]) at += 1;
  const line = expected.code.slice(0, at).split('\n').length;
  const near = (code) => JSON.stringify(code.slice(Math.max(0, at - 40), at + 40));
  return `the code differs in line ${line}:\nexpected ${near(expected.code)}\ngot      ${near(result.code)}`;
}

async function main() {
  const options = parseOptions(process.argv.slice(2), { bazc: '', modules: '', sample: 0, cut: 0, examples: null });
  for (const path of options.paths) {
    if (!existsSync(path)) throw new Error(`not there: ${path}`);
  }
  const transform = loadSucrase(options.modules);
  const tally = new Tally();
  const scratch = mkdtempSync(join(tmpdir(), 'bazc-oracle-'));
  try {
    const chosen = choose(options.paths, options.sample);
    const files = chosen.map(({ file }) => file);
    files.push(...writeCut(chosen.slice(0, options.cut), scratch));
    if (options.examples !== null) files.push(...writeVariants(options.examples, scratch));
    const results = await compileToJson(options.bazc, files, ['--no-wrap', '--compile-timeout', '60s']);
    let rejects = 0;
    for (const file of files) {
      const expected = expectation(readFileSync(file), transform);
      if (expected.skip) tally.skip(file, expected.skip);
      else tally.check(file, difference(expected, results.get(file)));
      if (expected.error) rejects += 1;
    }
    console.log(`${files.length} sources, of which ${rejects} have to be rejected`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return tally.close();
}

process.exitCode = await main().catch((error) => {
  console.error(`transform_oracle: ${error.message}`);
  return 2;
});
