class A { 1_0 = 0 }
