namespace A { namespace B { export namespace C.D { const x = 1; } } module E {} }
declare module 'a' { namespace B { let c; } export default B; export { B }; export = B; import C = B.D; }
declare namespace F { export import H = A.B; }
namespace I { enum J { K = 1 } declare const l: T; abstract class M { abstract n(): void; o = 1 } @p class Q {} }
after;
