const a = await b;
for await (const c of d) {}
await (async () => {})();
await e?.f;
