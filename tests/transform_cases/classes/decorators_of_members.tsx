class A { @a @b m() {} @c n = 1; @d.e o; @f.g() p = 2; @h<T>() q() {} @(i) r = 1; @j() @k s() {} @l @m() t = 3; @n u() {} @o() v() {} @p w; }
