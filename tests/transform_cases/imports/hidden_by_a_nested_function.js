 function _nullishCoalesce(lhs, rhsFn) { if (lhs != null) { return lhs; } else { return rhsFn(); } }const T = r;
function v() { function T() { _nullishCoalesce(s, () => ( T)); } }
