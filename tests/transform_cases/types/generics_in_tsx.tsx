f<T>(x); f<T, U<V>>(x); f<T>`x`; f?.<T>(x); new F<T>(x); new F<T>; f<T>; f<<A>(x: A) => void>(y);
a.b<T>().c<U>?.d; a<b, c>(d); a < b > (c); a < b; a<b>>c;
const g = <T,>(x: T) => x, h = <T extends U>(x) => x, i = async <const T,>(x: T): Promise<T> => x, j = <T, U = V>() => {};
class A<in out T> extends B<T> {}
