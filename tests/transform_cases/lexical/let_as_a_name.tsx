let
x = 1
var let_ = 2;
let [a] = b;
let { c } = d;
