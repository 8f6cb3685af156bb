a = b?.c;
a?.b.c = d;
[a?.b];
({ a: b?.c, [d?.e]: f });
const { g = h?.i } = j;
function k(l = m?.n) {}
