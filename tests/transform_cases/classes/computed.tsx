class A { [a + b]() {} static [c] = 1; get [d]() { return 1; } async *[e]() {} [f?.g] = 2; [`h`]() {} }
