// Valid programs that Sucrase miscompiles, each beside JavaScript that does what the program means.
// `construct` is the name in docs/sucrase-deviations.md and in bazc's warnings; several cases may
// have one. `output` is Sucrase's: 'other_program' where it is a module that does something else
// (or throws), 'no_program' where it is no module.
//
// Each exports by default what it comes to, or a promise of it.

const noProgram = 'no_program';
const otherProgram = 'other_program';

export const cases = [
  {
    construct: 'optional_method',
    output: otherProgram,
    source: 'class A { m?(): number { return 1; } }\nexport default new A().m();',
    plain: 'class A { m() { return 1; } }\nexport default new A().m();',
  },
  {
    construct: 'namespace_values',
    output: otherProgram,
    source: 'namespace N { export const x = 1; }\nexport default N.x;',
    plain: 'const N = { x: 1 };\nexport default N.x;',
  },
  {
    construct: 'namespace_nullish',
    output: noProgram,
    source: 'const a: any = null;\nnamespace N { export const x = a ?? 1; }\nexport default a;',
    plain: 'const a = null;\nexport default a;',
  },
  {
    construct: 'member_decorator',
    output: otherProgram,
    source:
      'const seen: string[] = [];\nfunction log(target: any, key: string) { seen.push(key); }\n' +
      'class A { @log m() {} }\nexport default seen.join();',
    plain: "const seen = [];\nclass A { m() {} }\nseen.push('m');\nexport default seen.join();",
  },
  {
    construct: 'member_decorator',
    output: otherProgram,
    source:
      'const seen: string[] = [];\nfunction log(target: any, key: string) { seen.push(key); }\n' +
      'class A { @log x = 1; }\nexport default seen.join();',
    plain: "const seen = [];\nclass A { x = 1; }\nseen.push('x');\nexport default seen.join();",
  },
  {
    construct: 'member_decorator_call',
    output: noProgram,
    source: 'const log = (...all: any[]) => () => {};\nclass A { @log(1) m() { return 2; } }\nexport default new A().m();',
    plain: 'class A { m() { return 2; } }\nexport default new A().m();',
  },
  {
    construct: 'second_super',
    output: otherProgram,
    source:
      'class B {}\nclass A extends B { x = 1; constructor(c: boolean) { if (c) { super(); } else { super(); } } }\n' +
      'export default new A(false).x;',
    plain:
      'class B {}\nclass A extends B { x = 1; constructor(c) { if (c) { super(); } else { super(); } } }\n' +
      'export default new A(false).x;',
  },
  {
    construct: 'nested_super',
    output: otherProgram,
    source:
      'class B {}\nclass A extends B { x = 1; constructor() { class C extends B { constructor() { super(); } } super(); } }\n' +
      'export default new A().x;',
    plain:
      'class B {}\nclass A extends B { x = 1; constructor() { class C extends B { constructor() { super(); } } super(); } }\n' +
      'export default new A().x;',
  },
  {
    construct: 'super_in_expression',
    output: noProgram,
    source: 'class B {}\nclass A extends B { x = 1; constructor(c: boolean) { c ? super() : super(); } }\nexport default new A(true).x;',
    plain: 'class B {}\nclass A extends B { x = 1; constructor(c) { c ? super() : super(); } }\nexport default new A(true).x;',
  },
  {
    construct: 'super_in_expression',
    output: noProgram,
    source: 'class B {}\nclass A extends B { x = 1; constructor(c: boolean) { if (c) super(); else super(); } }\nexport default new A(true).x;',
    plain: 'class B {}\nclass A extends B { x = 1; constructor(c) { if (c) super(); else super(); } }\nexport default new A(true).x;',
  },
  {
    construct: 'super_in_arrow',
    output: otherProgram,
    source: 'class B {}\nclass A extends B { x = 1; constructor() { const start = () => super(); start(); } }\nexport default new A().x;',
    plain: 'class B {}\nclass A extends B { x = 1; constructor() { const start = () => super(); start(); } }\nexport default new A().x;',
  },
  {
    construct: 'class_expression_again',
    output: otherProgram,
    source: 'const make = (n: number) => class { x = n; };\nconst One = make(1);\nmake(2);\nexport default new One().x;',
    plain: 'const make = (n) => class { x = n; };\nconst One = make(1);\nmake(2);\nexport default new One().x;',
  },
  {
    construct: 'computed_field_key',
    output: otherProgram,
    source: "let n = 0;\nclass A { ['k' + n++] = 1; }\nnew A();\nnew A();\nexport default n;",
    plain: "let n = 0;\nclass A { ['k' + n++] = 1; }\nnew A();\nnew A();\nexport default n;",
  },
  {
    construct: 'await_in_field_key',
    output: noProgram,
    source: "class A { [await 'k']: number = 1; }\nexport default (new A() as any).k;",
    plain: "class A { [await 'k'] = 1; }\nexport default new A().k;",
  },
  {
    construct: 'static_block_order',
    output: otherProgram,
    source: 'class A { static x = 1; static y: number; static { A.y = A.x; } }\nexport default A.y;',
    plain: 'class A { static x = 1; static y; static { A.y = A.x; } }\nexport default A.y;',
  },
  {
    construct: 'enum_self',
    output: noProgram,
    source: 'enum E { E, F }\nexport default E.F;',
    plain: 'const E = { E: 0, F: 1 };\nexport default E.F;',
  },
  {
    construct: 'enum_string_expression',
    output: otherProgram,
    source: "enum E { A = 'a' + 'b' }\nexport default Object.keys(E).join();",
    plain: "const E = { A: 'ab' };\nexport default Object.keys(E).join();",
  },
  {
    construct: 'await_name',
    output: otherProgram,
    source:
      'async function f(x: any) { const value = x.await ?? 2; return typeof value.then; }\n' +
      'export default f({ await: Promise.resolve(1) });',
    plain:
      'async function f(x) { const value = x.await ?? 2; return typeof value.then; }\n' +
      'export default f({ await: Promise.resolve(1) });',
  },
  {
    construct: 'await_name_in_function',
    output: noProgram,
    source: 'function f(x: any) { return x.await ?? 2; }\nexport default f({ await: 1 });',
    plain: 'function f(x) { return x.await ?? 2; }\nexport default f({ await: 1 });',
  },
  {
    construct: 'yield_in_helper',
    output: noProgram,
    source: 'function* f(x: any) { return x ?? (yield 1); }\nexport default f(null).next().value;',
    plain: 'function* f(x) { return x ?? (yield 1); }\nexport default f(null).next().value;',
  },
  {
    construct: 'yield_in_helper',
    output: noProgram,
    source: 'function* f(x: any) { return x?.m(yield 1); }\nexport default f({}).next().value;',
    plain: 'function* f(x) { return x?.m(yield 1); }\nexport default f({}).next().value;',
  },
  {
    construct: 'parenthesised_callee',
    output: otherProgram,
    source: 'const o: any = { m() { return this === o; } };\nexport default (o?.m)();',
    plain: 'const o = { m() { return this === o; } };\nexport default (o?.m)();',
  },
  {
    construct: 'parenthesised_callee',
    output: otherProgram,
    source: 'const o: any = { m() { return this === o; } };\nexport default (o.m)?.();',
    plain: 'const o = { m() { return this === o; } };\nexport default (o.m)?.();',
  },
  {
    construct: 'glued_words',
    output: noProgram,
    source: 'const a: any = {};\nexport default a!instanceof Object;',
    plain: 'const a = {};\nexport default a instanceof Object;',
  },
  {
    construct: 'glued_words',
    output: noProgram,
    source: 'class B {}\nclass A<T>extends B {}\nexport default new A() instanceof B;',
    plain: 'class B {}\nclass A extends B {}\nexport default new A() instanceof B;',
  },
  {
    construct: 'glued_statements',
    output: otherProgram,
    source: 'let a = 1\ntype T = string\n(function () {})()\nexport default a;',
    plain: 'let a = 1\n;(function () {})()\nexport default a;',
  },
  {
    construct: 'glued_statements',
    output: otherProgram,
    source: 'let a = [5]\ninterface I {}\n[0].map(String)\nexport default a[0];',
    plain: 'let a = [5]\n;[0].map(String)\nexport default a[0];',
  },
  {
    construct: 'glued_members',
    output: noProgram,
    source: "class A {\n  #p = 7\n  q: any\n  ['m']() { return this.#p; }\n}\nexport default new A().m();",
    plain: "class A {\n  #p = 7\n  q;\n  ['m']() { return this.#p; }\n}\nexport default new A().m();",
  },
  {
    construct: 'jsx_namespace_name',
    output: noProgram,
    source: 'const React = { createElement: (tag: any) => tag };\nexport default <svg:rect />;',
    plain: "const React = { createElement: (tag) => tag };\nexport default React.createElement('svg:rect', null);",
  },
  {
    construct: 'export_assignment',
    output: otherProgram,
    source: 'const x = 1;\nexport = x;',
    plain: 'const x = 1;\nexport default x;',
  },
];
