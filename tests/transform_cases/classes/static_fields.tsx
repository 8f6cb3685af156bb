class A { static x = 1; static y; static z = A.x; }
