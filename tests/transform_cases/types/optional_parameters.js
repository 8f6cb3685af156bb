function f(a, b, { c }, [d]) {}
const g = (a) => a;
const h = (a) => a;
x ? (a) : b;
x ? (a) => c : d;
