new A;
new A();
new A.B.C(d);
new (a())();
new new A()();
new a[b](c);
new A().b;
