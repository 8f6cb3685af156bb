class A { x = class { y = class { z = 1 } } }
