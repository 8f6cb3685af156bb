let a



 = x;
function f(
  a, // one
  b
) {
}



const z = 1;
