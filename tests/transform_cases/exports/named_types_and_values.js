
const A = 2;

function B() {}
export { A, B };
