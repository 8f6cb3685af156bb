const a = x ;
const b = (y ).length;
const c = { a: 1 } ;
const d = z ;
const e = x  + 1;
f(x , y );
