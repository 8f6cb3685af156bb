 function _nullishCoalesce(lhs, rhsFn) { if (lhs != null) { return lhs; } else { return rhsFn(); } }_nullishCoalesce(a + b, () => ( c * d));
_nullishCoalesce(a, () => ( b)) ? c : d;
x = _nullishCoalesce(a, () => ( b));
_nullishCoalesce(!a, () => ( b));
_nullishCoalesce(a === b, () => ( c));
_nullishCoalesce(typeof a, () => ( b));
_nullishCoalesce(a, () => ( b === c));
_nullishCoalesce(a | b, () => ( c & d));
