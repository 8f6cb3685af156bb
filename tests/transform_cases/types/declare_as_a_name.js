declare = 1;
declare(x);
let y = declare;
declare
const z = 2;
