f<T>(x);
f<A<B>>(x);
f<T>`x`;
new F<T>(x);
new F<T>;
new F<T>
f<T>;
a.b<C>(d).e<F>();
f(a<b, c>(d));
f<typeof x, () => void>(y);
f<{ a: 1 }[]>(y);
f<'a' | 1>();
