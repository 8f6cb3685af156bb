a.async(b) => c;
a.async(b): T => c;
a?.async(b) => c;
a.#async<T>(b: T) => c;
a.async<T>(b) => c.d;
a.b ? a.async(b).c : new a.async(b) ? a.async!(c) : a[async](d);
