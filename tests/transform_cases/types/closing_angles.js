let a;
let b = x;
let c= x;
let d= x;
let e= x;
const f = (x) => x;
