function f(a = class { static x = 1 }) {}
const { b = class { y = 2 } } = c;
