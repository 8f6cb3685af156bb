// What bazc is held against: Sucrase in this Node, and the reference service of the architecture
// document, which is Sucrase and one wrapper.
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const sucraseVersion = '3.35.1';
const sucraseOptions = { transforms: ['typescript', 'jsx'], production: true, jsxRuntime: 'classic' };

/** `modules` is the directory that holds node_modules. */
export function requireFrom(modules) {
  return createRequire(resolve(modules, 'package.json'));
}

export function loadSucrase(modules) {
  const require = requireFrom(modules);
  const { version } = require('sucrase/package.json');
  if (version !== sucraseVersion) throw new Error(`sucrase is ${version}, not ${sucraseVersion}`);
  const { transform } = require('sucrase');
  return (source) => transform(source, sucraseOptions).code;
}

/** Sucrase's message as bazc words it: no place at the end, lower case first, no final period. */
export function messageInOurStyle(message) {
  const text = message
    .replace(/^Error transforming [^\n]*?: /, '')
    .replace(/ \(\d+:\d+\)$/, '')
    .replace(/\.$/, '');
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** The hash of an artifact: the first 16 hex digits of its SHA-256. */
export function contentHash(bytes) {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

/** The module of the reference service (design.md, "compile_scene", step 4), byte for byte. */
export function referenceModule(js) {
  return `\n      ${js}\n      \n      // ESM export wrapper\n      const Component = (typeof window !== 'undefined' && window.__REMOTION_COMPONENT) ?\n        window.__REMOTION_COMPONENT :\n        undefined;\n      \n      export default Component;\n    `;
}
