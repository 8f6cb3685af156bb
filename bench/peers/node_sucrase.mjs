// The peer of `bazc compile --imports keep --out-dir DIR FILES` in Node: read, transform with
// Sucrase, wrap as the reference service does, hash, write.
//
// usage: node node_sucrase.mjs MODULES_DIR OUT_DIR FILES…
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { contentHash, loadSucrase, referenceModule } from '../../tests/oracle/reference.mjs';

const [modules, outDir, ...files] = process.argv.slice(2);
const transform = loadSucrase(modules);
mkdirSync(outDir, { recursive: true });
for (const file of files) {
  const artifact = referenceModule(transform(readFileSync(file, 'utf8')));
  writeFileSync(join(outDir, `${basename(file).replace(/\.[a-z]+$/, '')}.${contentHash(artifact)}.js`), artifact);
}
