enum E { await, yield, async, of, let, static, undefined, NaN, arguments, eval, this = 1, null = 2, true = 3, void, typeof, interface, implements, enum, package, private }
