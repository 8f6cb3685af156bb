class A { x = 1; @a() @b(c?.d) static y = 2; @c(a ?? b) z() {} @d(() => { return class { q = 1 } }) w = 3 }
