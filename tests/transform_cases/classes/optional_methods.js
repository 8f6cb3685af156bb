 function _nullishCoalesce(lhs, rhsFn) { if (lhs != null) { return lhs; } else { return rhsFn(); } } function _optionalChain(ops) { let lastAccessLHS = undefined; let value = ops[0]; let i = 1; while (i < ops.length) { const op = ops[i]; const fn = ops[i + 1]; i += 2; if ((op === 'optionalAccess' || op === 'optionalCall') && value == null) { return undefined; } if (op === 'access' || op === 'optionalAccess') { lastAccessLHS = value; value = fn(value); } else if (op === 'call' || op === 'optionalCall') { value = fn((...args) => value.call(lastAccessLHS, ...args)); lastAccessLHS = undefined; } } return value; } function _optionalChainDelete(ops) { const result = _optionalChain(ops); return result == null ? true : result; }class A {constructor() { A.prototype.__init.call(this); }    b(c) } __init() {this.x = 1} }
class B {constructor() { B.prototype.__init2.call(this); }    _optionalChain([])  __init2() {this.x = 1} }
class C {   if (a) { b(c); } } static __initStatic() {this.x = 1} } C.__initStatic();
class D {       }
class E {             #p() {} }
class F {constructor() { F.prototype.__init3.call(this); }   _nullishCoalesce(  ))  _optionalChainDelete([])  __init3() {this.x = 1} }
class G {constructor() { G.prototype.__init4.call(this); }         __init4() {this.y = 1} }
class H {constructor() { H.prototype.__init5.call(this); }        __init5() {this.y = 1} n() {} ;    }
class I {constructor() { I.prototype.__init6.call(this);I.prototype.__init7.call(this); }  __init6() {this.x = 1} 
__init7() {this.y = 2} }
class J {     static __initStatic2() {this.x = 1} } J.__initStatic2();
