a.b();
a[0];
(a) = 1;
x = y;
a++;
new B();
b
c
