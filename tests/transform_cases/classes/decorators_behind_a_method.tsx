class A { m() {} @c(a ?? b) z() {} @d(a?.b) private readonly w = 3; @e() static q; @f r }
