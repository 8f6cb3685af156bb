const routes = { a: '/a' } as const satisfies R;
f(x satisfies T, y);
(x as any) = 1;
(x as any)++;
[a as any] = b;
({ a: (b as any) } = c);
