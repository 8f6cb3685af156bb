 var _class;@(a, b) class A {}
@a.b.c @d() @e(f => g)
export  class B {}
export default @h() class {}
const c = @i (_class = class {constructor() { _class.prototype.__init.call(this);_class.prototype.__init2.call(this); }  __init() {this.k = 1} l() static m() {} @n.o get p() { return 1 } @q  __init2() {this.r = 1} }, _class);
