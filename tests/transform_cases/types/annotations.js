const a = 1;
let b, c = [];
function f(x, y, ...rest) {}
const g = (x) => `${x}`;
