enum A { 'b c' = 1, "d" = 2, 'é' = 'f', '1' = 3, 'if' = 4, while = 5, '' = 6 }
enum B { a = 1, b = a | 2, c = B.b, d = B['c'], e = `x`, f = `x${a}`, g = 'h' as any, h = ('i'), i = 'a'.length }
enum C { a = (() => 1)(), b = { c: 1 }.c, d = a ? b : 3, e = -1, f, g = ~1 << 2, h = 1_000 }
