class A extends B.c {}
@a.b()
class C extends D() {}
a ;
