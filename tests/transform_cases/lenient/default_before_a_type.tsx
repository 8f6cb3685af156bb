function f(a = b: B = c) {}
function g(a = b = c: B = d, [e]?: E = f) {}
let [a = b?: C] = d;
const [...e?: E] = f;
