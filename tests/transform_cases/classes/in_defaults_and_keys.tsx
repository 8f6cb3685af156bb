function f(a = class { x = 1 }, { b = class C { static y = a } } = {}) {}
const g = (h = class extends (class { z = 1 }) { w = 2 }) => h;
class D { [class { x = 1 }.name] = 1; static [a?.b] = 2; e = class { f = class { g = 1 } } }
class E extends class { x = 1 } { y = 2 }
for (const i of [class { j = 1 }]) {}
