a < b > c;
a < b, c > d;
f(a < b, c > d);
f(a  (d));
a < b;
(a < b) > (c);
if (a < b && c > d) {}
a<b>c;
a < (b >> c);
x = a < b >= c;
i(i)
