class A<T> extends B<T> implements C<T>, D.E {}
class F extends G<H>.I<J> {}
class K implements L {}
class M extends (N as any)<O> {}
class P extends Q<R>() {}
class S<in T, out U, in out V> {}
