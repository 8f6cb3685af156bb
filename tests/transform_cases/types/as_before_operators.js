 function _nullishCoalesce(lhs, rhsFn) { if (lhs != null) { return lhs; } else { return rhsFn(); } }const b = _nullishCoalesce((x ), () => ( 1));
const c = x  || y;
const d = x  ? 1 : 2;
for (const e of x ) {}
