x=class{@b}
x=class{@b @c}
x=class{@b;a(){}}
x=class{a;@b}
x=class{x(){} @b}
x=class{@ @b()}
@+ x
@@
