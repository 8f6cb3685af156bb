type A = 1;
const A = 2;
interface B {}
function B() {}
export { A, B };
