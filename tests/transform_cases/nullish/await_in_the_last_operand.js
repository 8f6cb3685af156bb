 async function _asyncNullishCoalesce(lhs, rhsFn) { if (lhs != null) { return lhs; } else { return await rhsFn(); } }await _asyncNullishCoalesce(await _asyncNullishCoalesce(a, async () => ( b)), async () => ( await c));
function f() { await _asyncNullishCoalesce(await _asyncNullishCoalesce(a, async () => ( b)), async () => ( await c)); }
