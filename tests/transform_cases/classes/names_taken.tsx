const __init = 1, __initStatic = 2, _class = 3, _class2 = 4;
class A { x = 1; static y = 2 }
(class { static z = 3 });
