const A = class { static x = 1; };
const B = class C { static y = 2; z = 3 };
f(class { static w = 4 });
