import { a, b, c, d, e } from 'm';
function f({ a, x: b = 1, ...c }, [d, ...e]) { return a + b + c + d + e; }
