let a: A extends B ? C : D;
let b: A extends infer U extends string ? U : never;
let c: A extends (infer U)[] ? U : never;
let d: A extends (x: infer P) => infer R ? [P, R] : never;
let e: A extends B ? C extends D ? E : F : G;
