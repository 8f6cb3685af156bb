async<a extends b><c>(d): e => f;
async<>
<a>(b) => {}.c;
x.async<y><z>(this, a) => b;
class A { m<a><b>(c) {} }
