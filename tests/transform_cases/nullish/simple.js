 function _nullishCoalesce(lhs, rhsFn) { if (lhs != null) { return lhs; } else { return rhsFn(); } }_nullishCoalesce(a, () => ( b));
_nullishCoalesce(_nullishCoalesce(a, () => ( b)), () => ( c));
(_nullishCoalesce(a, () => ( b))) || c;
_nullishCoalesce(a.b, () => ( c.d));
_nullishCoalesce(a(), () => ( b()));
_nullishCoalesce(a, () => ( (b, c)));
_nullishCoalesce(a, () => ( { b: 1 }));
_nullishCoalesce(a, () => ( function () {}));
_nullishCoalesce(a, () => ( (() => {})));
