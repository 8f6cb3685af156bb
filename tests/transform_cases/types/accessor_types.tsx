class A { accessor x: number = 1; static accessor y = 2; accessor; accessor() {} accessor = 3 }
