a => b;
(a) => ({ b });
async a => b;
async (a) => { };
(a, b = 1, { c }, [d], ...e) => {};
() => {};
async () => {};
async
x => y;
async(a, b);
async => async;
(async) => {};
