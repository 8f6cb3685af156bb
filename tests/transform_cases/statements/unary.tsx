+a; -b; !c; ~d; typeof e; void f; delete g.h;
- -a; + +b; - --c; !(!d);
a++; --b;
