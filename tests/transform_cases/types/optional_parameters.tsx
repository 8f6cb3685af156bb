function f(a?, b?: number, { c }?: T, [d]?) {}
const g = (a?: number) => a;
const h = (a?) => a;
x ? (a) : b;
x ? (a): b => c : d;
