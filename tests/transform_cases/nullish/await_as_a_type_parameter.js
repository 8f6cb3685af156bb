 function _nullishCoalesce(lhs, rhsFn) { if (lhs != null) { return lhs; } else { return rhsFn(); } } async function _asyncNullishCoalesce(lhs, rhsFn) { if (lhs != null) { return lhs; } else { return await rhsFn(); } }await _asyncNullishCoalesce(a, async () => ( { f() {} }));
_nullishCoalesce(b, () => ( { get f() { return 1 } }));
