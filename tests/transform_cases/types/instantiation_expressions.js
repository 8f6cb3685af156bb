 function _nullishCoalesce(lhs, rhsFn) { if (lhs != null) { return lhs; } else { return rhsFn(); } }const a = f;
const b = f.name;
const c = _nullishCoalesce(f, () => ( g));
const d = [f, g];
