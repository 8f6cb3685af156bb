new class { x = 1 };
new (class A { static y = 2 })();
