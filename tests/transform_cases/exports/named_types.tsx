type T = 1;
interface I {}
class C {}
const v = 1;
export { T, I, C, v };
export { T as U };
