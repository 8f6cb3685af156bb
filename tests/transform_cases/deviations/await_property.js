 async function _asyncNullishCoalesce(lhs, rhsFn) { if (lhs != null) { return lhs; } else { return await rhsFn(); } }async function f() { await _asyncNullishCoalesce(x.await, async () => ( y)); }
