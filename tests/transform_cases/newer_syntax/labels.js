a: for (;;) { b: for (;;) { continue a; } break a; }
c: { break c; }
d: function e() {}
type: x;
async: y;
of: z;
