namespace a.B.C {}
declare global { enum D {} namespace E { type F = 1 } const { g }: any; }
declare module 'h' { const i: 1; class J {} function k(): void; }
module l { interface M {} }
export { a, B, C, D, E, F, g, i, J, k, l, M };
