const { a = 1, b: { c = 2 } = {}, [d]: e = 3, 'f': g, 4: h } = i;
function j({ k = l, m: n = o } = {}, [p = q] = []) {}
({ a = 1 } = b);
[a = 1, [b]] = c;
for (const { a, b = 1 } of c) {}
