a = <A<T> />;
b = <A<T, U> c="d">e</A>;
c = <A<B<C>> />;
