class A extends B.c<<T>() => R> {}
@a.b<<T>() => R>()
class C extends D<<T>() => R>()<<T>() => R> {}
a as <T>() => R;
