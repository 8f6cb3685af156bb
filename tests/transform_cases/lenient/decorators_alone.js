x=class{}
x=class{ }
x=class{a(){}}
x=class{}
x=class{x(){} @b}
x=class{ }
@+ x
@@
