 function _nullishCoalesce(lhs, rhsFn) { if (lhs != null) { return lhs; } else { return rhsFn(); } }_nullishCoalesce(a , () => ( b));
_nullishCoalesce(a, () => ( b));
_nullishCoalesce(a, () => ( b ));
_nullishCoalesce(a, () => ( React.createElement(T, null, "b")));
