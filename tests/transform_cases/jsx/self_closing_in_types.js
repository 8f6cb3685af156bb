
let c;

