async do {};
a do { b?.c };
(a do {})(1);
new b do {}();
d => e do {}.f;
class A extends g do {} {}
h
do {} while (i)
<a b={c do {}}/>;
