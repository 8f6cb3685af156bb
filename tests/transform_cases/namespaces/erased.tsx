namespace A { export const x = 1; function f() {} class B {} }
module C { export let y; }
namespace D.E.F { const z = { a: [1, (2)] }; }
export namespace G { export type H = 1 }
after;
