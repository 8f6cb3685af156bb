class A { accessor x = 1; static accessor y = 2; accessor; static accessor; accessor z }
