

class C {}
const v = 1;
export { C, v };
export { };
