 function _nullishCoalesce(lhs, rhsFn) { if (lhs != null) { return lhs; } else { return rhsFn(); } }/* licence */
// comment
'use strict';
_nullishCoalesce(a, () => ( b));
