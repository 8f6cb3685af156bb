function f(a = b = c) {}
function g(a = b = c = d, [e] = f) {}
let [a = b] = d;
const [...e] = f;
