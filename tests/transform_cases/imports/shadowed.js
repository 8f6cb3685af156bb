
function g(a) { return a; }
{ const b = 1; b; }
for (const c of x) c;
try {} catch (d) { d; }
const h = (e) => e;
class I { m(f) { return f; } }
