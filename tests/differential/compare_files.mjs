// The native engine beside Sucrase over files: the same bytes, the same accepted and rejected.
//
// usage: node compare_files.mjs --dump TRANSFORM_DUMP --modules DIR [--as-it-is] [--mutations N]
//   [--seed S] [--reproducers DIR] [--shown N] PATHS…
//
// A path is a file or a directory, which is walked for .ts, .tsx and .jsx; each file is compared as
// it is and, without --as-it-is, with LF, CRLF, a BOM and no final newline. --mutations compares
// instead N broken or changed forms of the files. --reproducers shrinks the first differences (at
// most --shown) into that directory. Exit code: 0 no difference, 1 differences.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseOptions } from '../oracle/options.mjs';
import { Comparison, asText, describeCounts, variants } from './compare.mjs';
import { makeMutator } from './mutate_files.mjs';
import { Reproducers } from './reproducers.mjs';
import { shrink } from './shrink.mjs';

const batchBytes = 200_000;

export function sourceFiles(paths) {
  return paths.flatMap((path) => {
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path, { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => {
        if (entry.isDirectory()) return sourceFiles([join(path, entry.name)]);
        return /\.(tsx|ts|jsx)$/.test(entry.name) ? [join(path, entry.name)] : [];
      });
  });
}

/** Its text, or undefined for a file that is no UTF-8 text. */
export function readSource(file) {
  try {
    return asText(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file)));
  } catch {
    return undefined;
  }
}

function* formsOf(files, isAsItIs) {
  for (const file of files) {
    const source = readSource(file);
    if (source === undefined) continue;
    const forms = new Map([[source, file]]);
    if (!isAsItIs) {
      for (const [variant, edit] of Object.entries(variants)) {
        const edited = edit(source);
        if (!forms.has(edited)) forms.set(edited, `${file} (${variant})`);
      }
    }
    for (const [form, name] of forms) yield { name, source: form };
  }
}

function* mutationsOf(files, count, seed) {
  const mutator = makeMutator(files.map(readSource).filter((source) => source !== undefined), seed);
  for (let n = 0; n < count; n += 1) yield { name: `mutation ${n}`, source: mutator.next() };
}

function* batches(sources) {
  let batch = [];
  let bytes = 0;
  for (const entry of sources) {
    batch.push(entry);
    bytes += entry.source.length;
    if (bytes < batchBytes) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}

async function main() {
  const options = parseOptions(process.argv.slice(2), {
    dump: '',
    modules: '',
    'as-it-is': false,
    mutations: 0,
    seed: 1,
    reproducers: null,
    shown: 20,
  });
  const files = sourceFiles(options.paths);
  if (files.length === 0) throw new Error('no files');
  const comparison = new Comparison({ dump: options.dump.split(' '), modules: options.modules });
  const found = [];
  const kinds = {};
  const sources = options.mutations > 0 ? mutationsOf(files, options.mutations, options.seed) : formsOf(files, options['as-it-is']);
  for (const batch of batches(sources)) {
    const differences = await comparison.differences(batch.map(({ source }) => source));
    for (const [index, difference] of differences.entries()) {
      if (difference === undefined) continue;
      kinds[difference.kind] = (kinds[difference.kind] ?? 0) + 1;
      found.push({ ...difference, name: batch[index].name });
    }
  }
  console.log(describeCounts(comparison.counts));
  for (const { name, kind, explanation } of found.slice(0, options.shown)) {
    console.log(`FAILED ${name}: ${kind}\n  ${explanation.replaceAll('\n', '\n  ')}`);
  }
  if (options.reproducers !== null) {
    const reproducers = new Reproducers(options.reproducers);
    for (const difference of found) {
      if (reproducers.count >= options.shown) break;
      const path = reproducers.write(await shrink(comparison, difference));
      if (path !== undefined) console.log(`${path} from ${difference.name}`);
    }
  }
  await comparison.close();
  console.log(`${found.length} differences ${JSON.stringify(kinds)}`);
  return found.length > 0 ? 1 : 0;
}

if (import.meta.url === new URL(process.argv[1], 'file:').href) {
  process.exitCode = await main().catch((error) => {
    console.error(`compare_files: ${error.message}`);
    return 2;
  });
}
