type A = 1
let b
interface C {}
b
declare const d
b
export type E = 2
b
