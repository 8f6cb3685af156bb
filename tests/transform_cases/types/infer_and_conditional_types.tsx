type A = infer B extends C ? D : E;
type F = (infer G extends H ? I : J);
type K = L extends infer M extends N ? O : P;
type Q = R extends { a: infer S extends T ? U : V } ? W : X;
type Y = Z extends () => infer A extends B ? C : D ? E : F;
type G = infer H extends infer I extends J ? K : L;
let m: n extends infer o ? p : infer q extends r ? s : t = 1;
u as infer v
extends w;
