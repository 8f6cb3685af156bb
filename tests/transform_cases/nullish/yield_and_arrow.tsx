function* f() { yield a ?? b; }
x = (a) => a ?? b;
async (a) => a ?? (await b);
