#!/usr/bin/env node _nullishCoalesce(a, () => ( b))
 function _nullishCoalesce(lhs, rhsFn) { if (lhs != null) { return lhs; } else { return rhsFn(); } }