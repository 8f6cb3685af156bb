async function f() { await a; await (b); await [c]; for (const d of await e) ; return await g; }
await_();
async();
async (x);
async.x;
x = { async, await: 1 };
