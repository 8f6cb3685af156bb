class A { x = class { static y = 1 }; static z = class B { static w = 2 } }
