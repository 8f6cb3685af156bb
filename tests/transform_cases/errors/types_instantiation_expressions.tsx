const e = f<T> as any;
