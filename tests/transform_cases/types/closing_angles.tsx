let a: A<B<C>>;
let b: A<B<C<D>>> = x;
let c: A<B>= x;
let d: A<B<C>>= x;
let e: A<B<C<D>>>= x;
const f = <T,>(x: A<B<T>>) => x;
