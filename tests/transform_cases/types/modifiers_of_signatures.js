let a;
let e
;
let g;
