

function f(x) { return x; }

export function g(x) {}
class A {
  

  m(x) {}
  
  constructor(x) {}
}
