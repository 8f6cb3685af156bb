type _ = 1;
let x: _2;
a?.b?.c?.d;
