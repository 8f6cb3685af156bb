type A = string;
type B<T> = { [K in keyof T]?: T[K] };
type C = A extends infer U ? U : never
type D = `a${A}b`;
const after = 1;
