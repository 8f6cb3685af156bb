let a;
let b;
let c;
let d;
let e;
let f = d;
let g;
let h;
let i;
