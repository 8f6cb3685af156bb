 function _nullishCoalesce(lhs, rhsFn) { if (lhs != null) { return lhs; } else { return rhsFn(); } } async function _asyncNullishCoalesce(lhs, rhsFn) { if (lhs != null) { return lhs; } else { return await rhsFn(); } }function* f() { yield _nullishCoalesce(a, () => ( b)); }
x = (a) => _nullishCoalesce(a, () => ( b));
async (a) => await _asyncNullishCoalesce(a, async () => ( (await b)));
