type _2 = string;
let a: { _4: T } = { _3: 1 };
a?._5;
a?.b(c => c._6, '_7', `_8`, /_9/);
// _10
<_11 _12="1" _14 />;
<_15.d />;
a?.b.c.d.e.f.g.h.i.j;
label_: _16: for (;;) break _16;
a?.b.c;
