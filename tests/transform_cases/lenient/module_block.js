 function _nullishCoalesce(lhs, rhsFn) { if (lhs != null) { return lhs; } else { return rhsFn(); } }if (a) module { let b; b }
const c = { d() { return module {} & e } };
module
{} f
module {} ;
class G {constructor() { G.prototype.__init.call(this); } __init() {this.h = !module { i }} }
React.createElement('j', { k: module {},}, _nullishCoalesce(module {}, () => ( l)));
