class A { x = class { y = 1 }; }
