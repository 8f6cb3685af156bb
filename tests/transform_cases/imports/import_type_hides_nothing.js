const x = a.b;

function f(x = x - 3) {}
