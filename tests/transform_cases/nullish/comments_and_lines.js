 function _nullishCoalesce(lhs, rhsFn) { if (lhs != null) { return lhs; } else { return rhsFn(); } }_nullishCoalesce(a, () => ( /* c */ d));
_nullishCoalesce(_nullishCoalesce(a
, () => ( b))

, () => ( d));
