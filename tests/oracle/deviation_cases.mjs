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
    construct: 'optional_method_call',
    output: noProgram,
    source: 'class A { m?(): number { return this.n(); } n() { return 1; } }\nexport default new A().m();',
    plain: 'class A { m() { return this.n(); } n() { return 1; } }\nexport default new A().m();',
  },
  {
    construct: 'optional_method_call',
    output: noProgram,
    source: 'class A { m?(a: any): number { return a?.b; } }\nexport default new A().m({ b: 1 });',
    plain: 'class A { m(a) { return a?.b; } }\nexport default new A().m({ b: 1 });',
  },
  {
    construct: 'namespace_values',
    output: otherProgram,
    source: 'namespace N { export const x = 1; }\nexport default N.x;',
    plain: 'const N = { x: 1 };\nexport default N.x;',
  },
  {
    construct: 'namespace_values',
    output: otherProgram,
    source: 'let n = 0;\nnamespace N { n = 1; }\nexport default n;',
    plain: 'let n = 0;\nn = 1;\nexport default n;',
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
    construct: 'super_returned',
    output: otherProgram,
    source: 'class B {}\nclass A extends B { x = 1; constructor() { return super(); } }\nexport default new A().x;',
    plain: 'class B {}\nclass A extends B { x = 1; constructor() { return super(); } }\nexport default new A().x;',
  },
  {
    construct: 'super_in_arrow',
    output: otherProgram,
    source: 'class B {}\nclass A extends B { x = 1; constructor() { const start = () => super(); start(); } }\nexport default new A().x;',
    plain: 'class B {}\nclass A extends B { x = 1; constructor() { const start = () => super(); start(); } }\nexport default new A().x;',
  },
  {
    construct: 'static_constructor',
    output: otherProgram,
    source: 'class A { x = 1; static constructor() {} }\nexport default new A().x;',
    plain: 'class A { x = 1; static constructor() {} }\nexport default new A().x;',
  },
  {
    construct: 'quoted_constructor',
    output: noProgram,
    source: "class A { x = 1; 'constructor'() { this.x += 1; } }\nexport default new A().x;",
    plain: "class A { x = 1; 'constructor'() { this.x += 1; } }\nexport default new A().x;",
  },
  {
    construct: 'class_name_hidden',
    output: otherProgram,
    source: 'class A { x = 1; constructor(A: string) {} }\nexport default new A(\'\').x;',
    plain: "class A { x = 1; constructor(A) {} }\nexport default new A('').x;",
  },
  {
    construct: 'class_in_chain',
    output: noProgram,
    source: 'const x: any = class { static x = 1 }?.x;\nexport default x;',
    plain: 'const x = class { static x = 1 }?.x;\nexport default x;',
  },
  {
    construct: 'class_in_nullish',
    output: otherProgram,
    source: 'const A = class { x = 1 } ?? null;\nexport default new A().x;',
    plain: 'const A = class { x = 1 };\nexport default new A().x;',
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
    construct: 'computed_field_key',
    output: otherProgram,
    source: "let n = 0;\nclass A { ['k' + n++]: number; }\nexport default n;",
    plain: "let n = 0;\nclass A { ['k' + n++]; }\nexport default n;",
  },
  {
    construct: 'computed_field_key',
    output: otherProgram,
    source:
      "function make(this: any) { return class { static [this.key] = 1; }; }\n" +
      "export default Object.keys(make.call({ key: 'k' })).join();",
    plain:
      'function make() { return class { static [this.key] = 1; }; }\n' +
      "export default Object.keys(make.call({ key: 'k' })).join();",
  },
  {
    construct: 'await_in_field_key',
    output: noProgram,
    source: "class A { [await 'k']: number = 1; }\nexport default (new A() as any).k;",
    plain: "class A { [await 'k'] = 1; }\nexport default new A().k;",
  },
  {
    construct: 'bigint_field',
    output: noProgram,
    source: 'class A { 1n = 2; }\nexport default (new A() as any)[1];',
    plain: 'class A { 1n = 2; }\nexport default new A()[1];',
  },
  {
    construct: 'static_name',
    output: otherProgram,
    source: "class A { static name = 'a'; }\nexport default A.name;",
    plain: "class A { static name = 'a'; }\nexport default A.name;",
  },
  {
    construct: 'static_accessor',
    output: otherProgram,
    source: 'class A { static accessor x = 1; }\nexport default A.x;',
    plain: 'class A { static x = 1; }\nexport default A.x;',
  },
  {
    construct: 'private_field_order',
    output: otherProgram,
    source: 'class A { x = 1; #y = this.x; y() { return this.#y; } }\nexport default new A().y();',
    plain: 'class A { x = 1; #y = this.x; y() { return this.#y; } }\nexport default new A().y();',
  },
  {
    construct: 'private_field_order',
    output: otherProgram,
    source: 'class A { constructor(private x: number) {} #y = this.x; y() { return this.#y; } }\nexport default new A(1).y();',
    plain: 'class A { #y; constructor(x) { this.x = x; this.#y = x; } y() { return this.#y; } }\nexport default new A(1).y();',
  },
  {
    construct: 'private_field_order',
    output: otherProgram,
    source: 'class A { static x = 1; static #y = A.x; static y() { return A.#y; } }\nexport default A.y();',
    plain: 'class A { static x = 1; static #y = A.x; static y() { return A.#y; } }\nexport default A.y();',
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
    construct: 'enum_string_expression',
    output: otherProgram,
    source: "enum E { A = 'a', B = A }\nexport default Object.keys(E).join();",
    plain: "const E = { A: 'a', B: 'a' };\nexport default Object.keys(E).join();",
  },
  {
    construct: 'enum_string_expression',
    output: otherProgram,
    source: 'enum E { A = `a${1}b` }\nexport default Object.keys(E).join();',
    plain: "const E = { A: 'a1b' };\nexport default Object.keys(E).join();",
  },
  {
    construct: 'enum_key',
    output: noProgram,
    source: "enum E { '★' = 1 }\nexport default E['★'];",
    plain: "const E = { '★': 1, 1: '★' };\nexport default E['★'];",
  },
  {
    construct: 'enum_key',
    output: noProgram,
    source: 'enum E { arguments = 1 }\nexport default E.arguments;',
    plain: "const E = { arguments: 1, 1: 'arguments' };\nexport default E.arguments;",
  },
  {
    construct: 'enum_merged',
    output: otherProgram,
    source: 'enum E { A = 1 }\nenum E { B = A }\nexport default E.B;',
    plain: 'const E = { A: 1, B: 1 };\nexport default E.B;',
  },
  {
    construct: 'enum_on_lines',
    output: noProgram,
    source: 'enum\nE\n{ A }\nexport default 0;',
    plain: 'export default 0;',
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
    construct: 'parenthesised_callee',
    output: otherProgram,
    source: 'const o: any = { m() { return { is: this === o }; } };\nexport default (o.m as any)()?.is;',
    plain: 'const o = { m() { return { is: this === o }; } };\nexport default (o.m)()?.is;',
  },
  {
    construct: 'new_chain',
    output: noProgram,
    source: 'class B {}\nconst a: any = { B };\nexport default new a?.B() instanceof B;',
    plain: 'class B {}\nconst a = { B };\nexport default new (a?.B)() instanceof B;',
  },
  {
    construct: 'lost_delete',
    output: otherProgram,
    source: 'const o: any = { p: 1 };\ndelete (o?.p);\nexport default o.p;',
    plain: 'const o = { p: 1 };\ndelete (o?.p);\nexport default o.p;',
  },
  {
    construct: 'lost_delete',
    output: otherProgram,
    source: "const o: any = { p: 1, key: 'p' };\ndelete o?.[o.key];\nexport default o.p;",
    plain: "const o = { p: 1, key: 'p' };\ndelete o?.[o.key];\nexport default o.p;",
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
    construct: 'glued_words',
    output: noProgram,
    source: "const a: any = { b: 'c' };\nexport default 'c'in[a]?.[0];",
    plain: "const a = { b: 'c' };\nexport default 'c'in[a]?.[0];",
  },
  {
    construct: 'glued_keyword',
    output: otherProgram,
    source: 'const React = { createElement: (tag: any) => tag };\nfunction f() { return<div /> }\nexport default f();',
    plain: "export default 'div';",
  },
  {
    construct: 'glued_keyword',
    output: otherProgram,
    source: 'function f(a: any) { return(a)?.b }\nexport default f({ b: 1 });',
    plain: 'function f(a) { return(a)?.b }\nexport default f({ b: 1 });',
  },
  {
    construct: 'glued_keyword',
    output: otherProgram,
    source: 'function f(a: any) { return[a]??1 }\nexport default f(1)[0];',
    plain: 'function f(a) { return[a]??1 }\nexport default f(1)[0];',
  },
  {
    construct: 'glued_words',
    output: noProgram,
    source: 'export default 1!.toFixed();',
    plain: 'export default (1).toFixed();',
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
    construct: 'glued_statements',
    output: otherProgram,
    source: 'let a = [5] as any\n[0].map(String)\nexport default a[0];',
    plain: 'let a = [5]\n;[0].map(String)\nexport default a[0];',
  },
  {
    construct: 'glued_statements',
    output: otherProgram,
    source: "let a = 1\nimport type T from 't';\n+2\nexport default a;",
    plain: 'let a = 1\n;+2\nexport default a;',
  },
  {
    construct: 'glued_statements',
    output: otherProgram,
    source: 'export default class { static x = 1; }\n(0);',
    plain: 'export default class { static x = 1; }\n(0);',
  },
  {
    construct: 'glued_class',
    output: noProgram,
    source: 'export default class { static x = 1; } const y = 2;',
    plain: 'export default 1;',
  },
  {
    construct: 'split_statement',
    output: otherProgram,
    source: 'function f() {\n  return <\n    T,\n  >(x: T) => x;\n}\nexport default f()(1);',
    plain: 'function f() {\n  return (x) => x;\n}\nexport default f()(1);',
  },
  {
    construct: 'split_throw',
    output: noProgram,
    source: 'function f() {\n  throw <\n    T,\n  >(x: T) => x;\n}\nexport default f instanceof Function;',
    plain: 'function f() {\n  throw (x) => x;\n}\nexport default f instanceof Function;',
  },
  {
    construct: 'erased_helper',
    output: noProgram,
    source: 'const a: any = null;\nnamespace N { export const x = a ?? 1; }\nexport default a;',
    plain: 'const a = null;\nexport default a;',
  },
  {
    construct: 'erased_helper',
    output: noProgram,
    source: "const a = { b: 'c' };\nclass A { [a?.b]: number; }\nexport default a.b;",
    plain: "const a = { b: 'c' };\nexport default a.b;",
  },
  {
    construct: 'erased_helper',
    output: noProgram,
    source: "const a = { b: 'c' };\nabstract class A { abstract [a?.b](): void; }\nexport default a.b;",
    plain: "const a = { b: 'c' };\nexport default a.b;",
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
    construct: 'jsx_name',
    output: otherProgram,
    source: 'const React = { createElement: (tag: any) => tag };\nconst A = 1, b = 1;\nexport default <A-b />;',
    plain: "export default 'A-b';",
  },
  {
    construct: 'jsx_name',
    output: otherProgram,
    source:
      'const React = { createElement: (tag: any) => tag };\n' +
      'function f(this: any) { return <this />; }\nexport default f.call(1);',
    plain: 'function f() { return this; }\nexport default f.call(1);',
  },
  {
    construct: 'export_assignment',
    output: otherProgram,
    source: 'const x = 1;\nexport = x;',
    plain: 'const x = 1;\nexport default x;',
  },
  {
    construct: 'export_import',
    output: noProgram,
    source: "import * as N from 'node:path';\nexport import sep = N.sep;\nexport default 1;",
    plain: "export { sep } from 'node:path';\nexport default 1;",
  },
  {
    construct: 'import_type_equals',
    output: otherProgram,
    source: 'let a = 1;\nimport type T = N;\na++;\nexport default a;',
    plain: 'let a = 1;\na++;\nexport default a;',
  },
  {
    construct: 'import_hidden',
    output: otherProgram,
    source: "import { sep } from 'node:path';\nfunction f() { { function sep() {} } return typeof sep; }\nexport default f();",
    plain: "import { sep } from 'node:path';\nfunction f() { { function sep() {} } return typeof sep; }\nexport default f();",
  },
  {
    construct: 'import_hidden',
    output: otherProgram,
    source: "import { sep } from 'node:path';\nclass A { static { var sep = 1; } m() { return typeof sep; } }\nexport default new A().m();",
    plain: "import { sep } from 'node:path';\nclass A { static { var sep = 1; } m() { return typeof sep; } }\nexport default new A().m();",
  },
  {
    construct: 'import_alias',
    output: otherProgram,
    source: "import * as P from 'node:path';\nimport sep = P.posix;\nexport default sep.sep;",
    plain: "import * as P from 'node:path';\nexport default P.posix.sep;",
  },
];
