class A { #1_0 = 10; static #2_(){} get #3_0() {} }
a = { #1_0: 10 };
