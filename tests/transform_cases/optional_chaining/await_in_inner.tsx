async function f() { a?.(async () => await b); a?.(() => c); a?.b(async function () { await d; }); }
