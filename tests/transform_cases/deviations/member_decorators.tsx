class A { @a m() {} @b x = 1; @c() static y; @d get z() { return 1; } }
