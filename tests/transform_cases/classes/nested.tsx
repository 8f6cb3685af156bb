class A { x = 1; m() { return class B { y = 2; static z = 3; }; } static w = 4 }
