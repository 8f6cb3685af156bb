function f(x): void
const a = 1;
