 function _nullishCoalesce(lhs, rhsFn) { if (lhs != null) { return lhs; } else { return rhsFn(); } }f(_nullishCoalesce(a, () => ( b)), _nullishCoalesce(c, () => ( d)));
[_nullishCoalesce(a, () => ( b))];
({ a: _nullishCoalesce(b, () => ( c)) });
`${_nullishCoalesce(a, () => ( b))}`;
const { a = _nullishCoalesce(b, () => ( c)) } = d;
