type = 1;
let type = type;
type(x);
type
A = 5
var t = type / 2 / 1;
