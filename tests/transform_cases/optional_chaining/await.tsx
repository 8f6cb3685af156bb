async function f() { await a?.b; (await a)?.b; a?.[await b]; a?.(await c); a?.b.c(await d); }
