declare class A { private x; constructor(readonly y); protected m(): void }
declare const b: 1, c = class { public x = 1; private m() {} };
module d { class E { private x; constructor(readonly y) {} protected m() {} } }
function f(a = class { readonly x }): void;
class G { m(a = class { override n() {} }): void
  public x = 1 }
class H { m(): void
  private constructor(protected a) {}
}
