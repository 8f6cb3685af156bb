// Compares the module scanner's facts with acorn's, file by file, and prints every difference.
//   node compare_with_acorn.mjs DUMP MODULES CORPUS...
// DUMP: the module_scan_dump executable. MODULES: a node_modules with acorn and sucrase.
// CORPUS: files or directories; .ts, .tsx and .jsx go through Sucrase first. Files that Sucrase or
// acorn refuses are left out of the comparison of facts; those that acorn refuses for an early
// error that check_module knows of and that bazc accepts are listed.
// Also, with every specifier mapped to a global, what rewrite_imports and wrap give must be a module
// that acorn accepts, with a default export, without imports, and with every line where it was.
// Exit code: 0 no difference, 1 differences.

import {execFileSync} from 'node:child_process';
import {createRequire} from 'node:module';
import {mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const [dump, modules, ...corpus] = process.argv.slice(2);
const require = createRequire(join(modules, 'x.js'));
const acorn = require('acorn');
const sucrase = require('sucrase');

function* walk(path) {
  if (statSync(path).isFile()) {
    yield path;
    return;
  }
  for (const entry of readdirSync(path, {withFileTypes: true})) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) yield* walk(child);
    else if (entry.isFile() && /\.(m?js|jsx|tsx?)$/.test(entry.name)) yield child;
  }
}

function patternNames(pattern, out) {
  const stack = [pattern];
  while (stack.length > 0) {
    const node = stack.pop();
    if (!node) continue;
    if (node.type === 'Identifier') out.push(node);
    else if (node.type === 'ObjectPattern') stack.push(...node.properties.map((p) => p.value ?? p));
    else if (node.type === 'ArrayPattern') stack.push(...node.elements);
    else if (node.type === 'AssignmentPattern') stack.push(node.left);
    else if (node.type === 'RestElement') stack.push(node.argument);
  }
}

function functionKind(node) {
  return (node.async ? 'async ' : '') + 'function' + (node.generator ? '*' : '');
}

const moduleName = (node) => (node.type === 'Literal' ? node.value : node.name);

// The facts of an acorn tree, in module_scan_dump's shape.
function factsOf(tree) {
  const facts = {declarations: [], requests: [], dynamic: [], exports: [], has_default: false};
  const declare = (id, kind) => facts.declarations.push([id.name, kind, id.start]);
  const declareAll = (node) => {
    if (node.type === 'VariableDeclaration') {
      for (const declarator of node.declarations) {
        const names = [];
        patternNames(declarator.id, names);
        for (const name of names) declare(name, node.kind.replace('await ', ''));
      }
    } else if (node.type === 'FunctionDeclaration' && node.id) {
      declare(node.id, functionKind(node));
    } else if (node.type === 'ClassDeclaration' && node.id) {
      declare(node.id, 'class');
    }
  };
  const exported = [];
  for (const node of tree.body) {
    if (node.type === 'ImportDeclaration') {
      const names = node.specifiers.map((s) => {
        declare(s.local, 'import');
        if (s.type === 'ImportDefaultSpecifier') return ['default', s.local.name];
        if (s.type === 'ImportNamespaceSpecifier') return ['*', s.local.name];
        return [moduleName(s.imported), s.local.name];
      });
      facts.requests.push([node.source.value, node.start, node.end, names]);
    } else if (node.type === 'ExportAllDeclaration') {
      const names = node.exported ? [['*', moduleName(node.exported)]] : [];
      if (node.exported) exported.push([moduleName(node.exported), '']);
      facts.requests.push([node.source.value, node.start, node.end, names]);
    } else if (node.type === 'ExportDefaultDeclaration') {
      declareAll(node.declaration);
      const isNamed = /Declaration$/.test(node.declaration.type) && node.declaration.id;
      exported.push(['default', isNamed ? node.declaration.id.name : '']);
    } else if (node.type === 'ExportNamedDeclaration') {
      if (node.declaration) {
        const before = facts.declarations.length;
        declareAll(node.declaration);
        for (const [name] of facts.declarations.slice(before)) exported.push([name, name]);
      }
      for (const s of node.specifiers) {
        exported.push([moduleName(s.exported), node.source ? '' : moduleName(s.local)]);
      }
      if (node.source) {
        const names = node.specifiers.map((s) => [moduleName(s.local), moduleName(s.exported)]);
        facts.requests.push([node.source.value, node.start, node.end, names]);
      }
    } else {
      declareAll(node);
    }
  }
  facts.exports = exported;
  facts.has_default = exported.some(([name]) => name === 'default');
  collectDeep(tree, facts, declare);
  return facts;
}

// Dynamic imports anywhere, `var` outside of functions.
function collectDeep(tree, facts, declare) {
  const stack = [[tree, 0, 0]];
  while (stack.length > 0) {
    const [node, depth, functions] = stack.pop();
    if (node.type === 'ImportExpression') {
      const isString = node.source.type === 'Literal' && typeof node.source.value === 'string';
      facts.dynamic.push([node.start, node.end, isString ? node.source.value : null]);
    }
    if (node.type === 'VariableDeclaration' && node.kind === 'var' && functions === 0 && depth > 1 &&
        node !== null) {
      if (!facts.declarations.some(([, , start]) => start >= node.start && start < node.end)) {
        for (const declarator of node.declarations) {
          const names = [];
          patternNames(declarator.id, names);
          for (const name of names) declare(name, 'var');
        }
      }
    }
    const inside = /Function|StaticBlock/.test(node.type) ? 1 : 0;
    for (const key of Object.keys(node)) {
      const value = node[key];
      const children = Array.isArray(value) ? value : [value];
      for (const child of children) {
        if (child && typeof child.type === 'string') {
          stack.push([child, depth + 1, functions + inside]);
        }
      }
    }
  }
}

// Byte offsets of UTF-16 offsets.
function byteOffsets(code) {
  if (/^[\x00-\x7f]*$/.test(code)) return (offset) => offset;
  const table = new Uint32Array(code.length + 1);
  let bytes = 0;
  for (let i = 0; i < code.length; i++) {
    table[i] = bytes;
    const unit = code.charCodeAt(i);
    const isPair = unit >= 0xd800 && unit < 0xdc00 && i + 1 < code.length;
    if (isPair) {
      table[i + 1] = bytes;
      i++;
      bytes += 4;
    } else {
      bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
    }
  }
  table[code.length] = bytes;
  return (offset) => table[offset];
}

function normalized(facts, offset) {
  const byStart = (a, b) => a[2] - b[2];
  return {
    declarations: facts.declarations.map(([n, k, s]) => [n, k, offset(s)]).sort(byStart),
    requests: facts.requests.map(([s, b, e, names]) => [s, offset(b), offset(e), names]),
    dynamic: facts.dynamic.map(([b, e, s]) => [offset(b), offset(e), s]).sort((a, b) => a[0] - b[0]),
    exports: facts.exports.map((entry) => JSON.stringify(entry)).sort(),
    has_default: facts.has_default,
  };
}

const earlyError = /already been declared|Duplicate export|is not defined|'return' outside/;
const directory = mkdtempSync(join(tmpdir(), 'bazc-oracle-'));
const counts = {compared: 0, refused: 0, different: 0, falsePositives: 0, missed: 0, caught: 0,
                artifacts: 0, brokenArtifacts: 0};
try {
  const inputs = [];
  for (const root of corpus) {
    for (const path of walk(root)) {
      let code = readFileSync(path, 'utf8');
      let file = path;
      if (/\.(jsx|tsx?)$/.test(path)) {
        try {
          code = sucrase.transform(code, {transforms: ['typescript', 'jsx'], production: true,
                                          jsxRuntime: 'classic'}).code;
        } catch {
          counts.refused++;
          continue;
        }
        file = join(directory, `${inputs.length}.js`);
        writeFileSync(file, code);
      }
      inputs.push({path, file});
    }
  }
  for (let at = 0; at < inputs.length; at += 200) {
    const chunk = inputs.slice(at, at + 200);
    const output = execFileSync(dump, {input: chunk.map(({file}) => file + '\n').join(''),
                                       maxBuffer: 1 << 30}).toString().split('\n');
    chunk.forEach(({path, file}, i) => {
      const ours = JSON.parse(output[i]);
      const code = new TextDecoder('utf-8', {ignoreBOM: true}).decode(readFileSync(file));
      let tree;
      try {
        tree = acorn.parse(code, {ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true});
      } catch (error) {
        counts.refused++;
        if (earlyError.test(error.message)) {
          counts[ours.invalid === null ? 'missed' : 'caught']++;
          if (ours.invalid === null) console.log(`missed: ${path}: ${error.message}`);
        }
        return;
      }
      counts.compared++;
      if (ours.invalid !== null) {
        counts.falsePositives++;
        console.log(`false positive: ${path}: ${ours.invalid}`);
      }
      if (ours.artifact !== null) {
        counts.artifacts++;
        try {
          const artifact = acorn.parse(ours.artifact, {ecmaVersion: 'latest', sourceType: 'module'});
          const bare = artifact.body.filter((node) => node.source);
          const lines = (text) => text.split('\n').length;
          const isWrapped = ours.artifact.startsWith('\n      ') && !code.startsWith('\n      ');
          if (bare.length > 0) throw new Error('an import is left');
          if (!factsOf(artifact).has_default) throw new Error('no default export');
          if (!isWrapped && ![0, 2].includes(lines(ours.artifact) - lines(code))) {
            throw new Error('another number of lines');
          }
        } catch (error) {
          counts.brokenArtifacts++;
          console.log(`broken artifact: ${path}: ${error.message}`);
        }
      }
      const theirs = normalized(factsOf(tree), byteOffsets(code));
      const mine = normalized(ours, (offset) => offset);
      for (const key of Object.keys(theirs)) {
        const a = JSON.stringify(theirs[key]);
        const b = JSON.stringify(mine[key]);
        if (a !== b) {
          counts.different++;
          let d = 0;
          while (a[d] === b[d]) d++;
          console.log(`different: ${path}: ${key}\n  acorn ${a.slice(Math.max(0, d - 40), d + 120)}` +
                      `\n  bazc  ${b.slice(Math.max(0, d - 40), d + 120)}`);
        }
      }
    });
  }
} finally {
  rmSync(directory, {recursive: true, force: true});
}
console.log(JSON.stringify(counts));
process.exit(counts.different + counts.falsePositives + counts.brokenArtifacts > 0 ? 1 : 0);
