// Time linear in the source, also for what takes Sucrase quadratic or exponential time. Each construct
// is repeated, or nested, so often, and `growth` times as often; then it may take at most `most` times
// as long (a quadratic one takes 64 times, a linear one more than 8 where it outgrows a cache), of the
// best of several runs, so that a busy machine does no harm. Nesting beyond the bound must be refused,
// unless the engine takes it in a loop.
//
// usage: node growth_test.mjs --dump TRANSFORM_DUMP
import { parseOptions } from '../oracle/options.mjs';
import { Tally } from '../oracle/tally.mjs';
import { DumpProcess } from './dump_process.mjs';

const growth = 8;
const most = 40;
const runs = 3;
const shortest = 1; // milliseconds: less than that says nothing
const longest = 400_000; // bytes

/** Constructs one after the other. */
const repeated = {
  'optional chains': 'a?.b;\n',
  'nullish coalescing': 'a ?? b;\n',
  'a long chain': ['a', '?.b', ''],
  'a long nullish chain': ['a', ' ?? b', ''],
  'a long sum': ['a', ' + b', ''],
  'catch without binding': 'try {} catch {}\n',
  'class fields': ['class A {', 'x = 1;\n', '}'],
  'static fields': ['class A {', 'static x = 1;\n', '}'],
  'fields with chains': ['class A {', 'x = a?.b;\n', '}'],
  'classes with fields': 'class A { x = 1; static y = 2 }\n',
  'class expressions': '(class { static y = 2 });\n',
  'parameter properties': ['class A { constructor(', 'private a, ', ') {} }'],
  'private names': ['class A {', '#a;\n', '}'],
  'private fields that read others': (n) => `class A {${Array.from({ length: n }, (_, i) => `a${i} = 1; #b${i} = this.a${i};\n`).join('')}}`,
  imports: "import { a } from 'a';\n",
  'imported names': ['import {', 'a, ', "} from 'a'; a;"],
  'imports and blocks': ["import { a } from 'a';\n", '{ let a; a; }\n', ''],
  'imports and functions': ["import { a } from 'a';\n", 'function f(a) { a; }\n', ''],
  'different names': (n) => Array.from({ length: n }, (_, i) => `import { a${i} } from 'a'; let b${i} = a${i};\n`).join(''),
  'names of helpers': (n) => `a?.b;${Array.from({ length: n }, (_, i) => ` _${i + 2};`).join('')}`,
  exports: 'export const a = 1;\n',
  'exported names': ['export {', 'a, ', '};'],
  'exported types': (n) => `${'type T = 1;\n'.repeat(n)}export {${' T,'.repeat(n)} };`,
  enums: 'enum A { B, C = "c" }\n',
  'enum members': ['enum A {', 'B, ', '}'],
  interfaces: 'interface A { b: c }\n',
  'union types': ['type A =', '| b', ';'],
  'comparisons that look generic': ['', 'a < b, ', 'c;'],
  'comparisons that go on': ['', 'a < ', 'c;'],
  'calls that look generic': ['', 'f(a < b, c > d);\n', ''],
  'elements': '<a b="c">d</a>;\n',
  'element children': ['<a>', '<b />', '</a>'],
  'attributes': ['<a ', 'b="c" ', '/>'],
  'text lines': ['<a>', 'b\n', '</a>'],
  entities: ['<a>', '&amp;', '</a>'],
  'ampersands': ['<a>', '&', '</a>'],
  'templates': '`a${b}`;\n',
  'template parts': ['`', 'a${b}', '`'],
  'comments': '/* a */',
  'slashes': 'a / b / c;\n',
  'parentheses that may be arrows': '(a, b);\n',
  'arrows': '(a: b, c?): d => e;\n',
  'conditionals': ['', 'a ? b : ', 'c'],
  'conditionals with parentheses': ['', 'a ? (b) : ', 'c'],
  'numbers': '1_000;\n',
  'labels': ['', 'a: ', ';'],
  'decorators': ['', '@a ', 'class B {}'],
  'deleted chains': 'delete a?.b;\n',
  'chains behind super': ['class A { f() {', 'super.a?.();\n', '} }'],
  'a long chain behind super': ['class A { f() { super.a', '?.()', '} }'],
  'chains in a source with super': ['class A { f() { super.a();', 'a.b?.();\n', '} }'],
  'chains with await': ['async () => {', 'a?.b(await c);\n', '}'],
  'logical operators': ['a', ' || b && c', ''],
  'type arguments of calls': ['a', '<b>(c)', ''],
  'casts': ['a', ' as b', ''],
  'assertions that something is there': ['a?.b', '!', '.c'],
  'tagged templates': ['a', '`b`', ''],
  'return types': '(a): b => c;\n',
  'a long return type': ['(a): b', ' | c', ' => d;'],
  'namespaces': 'namespace A { const x = 1; }\n',
  'decorated members': ['class A {', '@a b() {}\n', '}'],
  'decorators of a member': ['class A {', '@a(1) ', 'b() {} }'],
  'overloads': ['class A {', 'a();\n', '}'],
  'index signatures': ['class A {', '[a: string]: b;\n', '}'],
  'optional methods': ['class A {', 'm?() {}\n', '}'],
  'members that name others': (n) => `enum A {${Array.from({ length: n }, (_, i) => `b${i} = a + b${i - 1}, `).join('')}}`,
  'imports that begin alike': (n) => Array.from({ length: n }, (_, i) => `import { aVeryLongNameThat${i}IsNotUsed } from 'a';\n`).join(''),
  'imports that are hidden': (n) => Array.from({ length: n }, (_, i) => `import { a${i} } from 'a'; { let a${i}; }\n`).join(''),
  'comments between tokens': 'a /* b */ . /* c */ d ( // e\n);\n',
  'stars in a comment': ['/*', '*', '/'],
  'dashes in a comment': ['/*', '\u2014', '*/'],
  'escapes': ['"', '\\n', '"'],
  'dollars in a template': ['`', '$', '`'],
  'super calls': ['class A extends B { x = 1; constructor() {', 'super();', '} }'],
};

/** Constructs within each other: what comes before, at the heart, and after. */
const nested = {
  parentheses: ['(', 'a', ')'],
  brackets: ['[', '', ']'],
  braces: ['{', '', '}'],
  objects: ['({a:', '1', '})'],
  blocks: ['if (a) {', '', '}'],
  calls: ['f(', '', ')'],
  functions: ['function f() {', '', '}'],
  'arrow bodies': ['() => {', '', '}'],
  'arrow chains': ['a => ', 'b', ''],
  'arrow defaults': ['(a = ', '1', ') => b'],
  'async arrow defaults': ['async (a = ', '1', ') => b'],
  'generic arrows': ['<T,>(a) => {', '', '}'],
  'generic arrows or elements': ['<T>(a) => {', '', '}'],
  'generic calls': ['f<', 'T', '>(x)'],
  'generic calls that are none': ['f<T>(', '', ''],
  'type arguments': ['A<', 'B', '>'],
  'types': [' as A<', 'B', '>'],
  'function types': ['(b: ', 'c', ') => d'],
  'parenthesised types': ['(', 'b', ')'],
  'object types': ['{ a: ', 'b', ' }'],
  'conditional types': ['A extends B ? ', 'C', ' : D'],
  elements: ['<a>', '', '</a>'],
  fragments: ['<>', '', '</>'],
  'elements in attributes': ['<a b={', '1', '} />'],
  templates: ['`${', 'a', '}`'],
  'classes in fields': ['class { x = ', '1', ' }'],
  'classes in static fields': ['class { static x = ', '1', ' }'],
  'optional calls': ['a?.(', 'b', ')'],
  'nullish groups': ['(a ?? ', 'b', ')'],
  'unary operators': ['!', 'a', ''],
  'conditionals': ['a ? ', 'b', ' : c'],
  'conditional arrows': ['a ? (b) : (', 'c', ')'],
  'patterns': ['[', 'a', ']'],
  'default patterns': ['({ a = ', '1', ' }) => b'],
  'labels': ['a: {', '', '}'],
  'new': ['new ', 'A', ''],
  'namespaces': ['namespace A {', '', '}'],
  'classes in constructors': ['class A extends B { x = 1; constructor() { ', '', '} }'],
  'classes behind super': ['class A extends B { x = 1; constructor() { super();', '', '} }'],
  'blocks with variables': ['{ var a;', '', '}'],
  'patterns in types': ['({ b: ', 'c', ' })'],
  'comparisons': ['a < ', 'b', ''],
};

/** What the engine takes in a loop, so that it has no levels: any number of it is compiled. */
const flat = new Set(['arrow chains', 'conditional types', 'unary operators', 'conditionals', 'new']);

/** Before `type` or as an expression: some of the nested constructs need a place to stand. */
const places = {
  'type arguments': ['let a: ', ';'],
  types: ['a', ';'],
  'object types': ['let a: ', ';'],
  'conditional types': ['let a: ', ';'],
  'classes in fields': ['(', ');'],
  'classes in static fields': ['(', ');'],
  'function types': ['let a: ', ';'],
  'parenthesised types': ['let a: ', ';'],
  patterns: ['let ', ' = b;'],
  'patterns in types': ['let a: ', ';'],
  'blocks with variables': ["import { a } from 'a'; function f() {", '}'],
};

function repeatedSource(construct, n) {
  if (typeof construct === 'function') return construct(n);
  if (typeof construct === 'string') return construct.repeat(n);
  const [before, again, after] = construct;
  return before + again.repeat(n) + after;
}

function nestedSource(name, [before, heart, after], n) {
  const [start, end] = places[name] ?? ['', ''];
  return start + before.repeat(n) + heart + after.repeat(n) + end;
}

/** The shortest of some answers, in milliseconds, and the answer. */
async function time(dump, source, times = runs) {
  const bytes = Buffer.from(source);
  let best = Infinity;
  let answer;
  for (let run = 0; run < times; run += 1) {
    const start = performance.now();
    [answer] = await dump.answers([bytes]);
    best = Math.min(best, performance.now() - start);
    if (answer.status === 'crash' || answer.status === 'hang') break;
  }
  return { best, answer };
}

const isBroken = ({ status, message }) => (status === 'crash' || status === 'hang' ? `${status}: ${message}` : undefined);

/** What is wrong with the growth of the time of sources, of which `make` gives the one of a size. */
async function growthFault(dump, make) {
  let size = 200;
  for (;;) {
    const small = await time(dump, make(size));
    const fault = isBroken(small.answer);
    if (fault !== undefined) return `${size} of it: ${fault}`;
    const bytes = make(size * growth).length;
    const isBounded = bytes === make(size).length; // nesting: there is no larger one
    if (small.best < shortest && bytes * growth < longest && !isBounded) {
      size *= growth;
      continue;
    }
    const large = await time(dump, make(size * growth));
    const faultOfLarge = isBroken(large.answer);
    if (faultOfLarge !== undefined) return `${size * growth} of it: ${faultOfLarge}`;
    if (large.answer.status !== small.answer.status || large.best < shortest * growth) return undefined;
    const ratio = large.best / small.best;
    return ratio <= most ? undefined : `${size} take ${small.best.toFixed(1)} ms, ${size * growth} ${large.best.toFixed(1)} ms: ${ratio.toFixed(1)} times`;
  }
}

const { dump: program } = parseOptions(process.argv.slice(2), { dump: '' });
const tally = new Tally();
const dump = new DumpProcess(program.split(' '), { patience: 10_000 });
try {
  for (const [name, construct] of Object.entries(repeated)) {
    tally.check(`${name}: repeated`, await growthFault(dump, (n) => repeatedSource(construct, n)));
  }
  for (const [name, construct] of Object.entries(nested)) {
    tally.check(`${name}: nested`, await growthFault(dump, (n) => nestedSource(name, construct, Math.min(n, 3_000))));
    const { answer } = await time(dump, nestedSource(name, construct, 100_000), 1);
    const isRefused = answer.status === 'too_deep' || answer.status === 'declined';
    const isRight = flat.has(name) ? answer.status === 'transformed' : isRefused;
    tally.check(`${name}: 100,000 levels`, isRight ? undefined : `${answer.status}: ${answer.message ?? 'no refusal'}`);
  }
} finally {
  await dump.close();
}
process.exitCode = tally.close();
