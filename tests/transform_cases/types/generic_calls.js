f(x);
f(x);
f`x`;
new F(x);
new F;
new F
f;
a.b(d).e();
f(a(d));
f(y);
f(y);
f();
