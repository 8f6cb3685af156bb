
let x; 
function f(y) {}
class G  {}
x ; f();
