if (a) b; else c;
for (let i = 0, n = 1; i < n; i++) { continue; }
for (;;) break;
for (const k in o) ;
for (const v of a) ;
while (a) b;
do a; while (b)
do { a } while (b); c;
switch (a) { case b: c; break; default: d; case e: { f } }
try { a } catch (e) { b } finally { c }
throw a;
debugger;
label: a;
{ }
;
