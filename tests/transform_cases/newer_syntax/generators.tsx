function* a() { yield; yield b; yield* c; const d = yield e; yield
f; }
async function* g() { for await (const h of i) yield h; }
