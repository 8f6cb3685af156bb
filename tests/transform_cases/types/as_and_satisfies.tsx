const a = x as any;
const b = (y as unknown as string).length;
const c = { a: 1 } as const;
const d = z satisfies T;
const e = x as any as T[] + 1;
f(x as A, y as B<C>);
