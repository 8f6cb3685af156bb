const a = { b: 1 } satisfies T as const satisfies U;
(a satisfies T).b = c! satisfies T;
f(a satisfies T, ...b satisfies U[]);
for (const d of e satisfies T) {}
x = y satisfies T ? z satisfies U : w satisfies V;
() => ({} satisfies T);
`${a satisfies T}`;
<a b={c satisfies T}>{d satisfies U}</a>;
