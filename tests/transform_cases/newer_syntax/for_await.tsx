async function f() { for await (const a of b) { await a; } for await (c of d) ; }
