 function _optionalChain(ops) { let lastAccessLHS = undefined; let value = ops[0]; let i = 1; while (i < ops.length) { const op = ops[i]; const fn = ops[i + 1]; i += 2; if ((op === 'optionalAccess' || op === 'optionalCall') && value == null) { return undefined; } if (op === 'access' || op === 'optionalAccess') { lastAccessLHS = value; value = fn(value); } else if (op === 'call' || op === 'optionalCall') { value = fn((...args) => value.call(lastAccessLHS, ...args)); lastAccessLHS = undefined; } } return value; }class A {constructor() { A.prototype.__init.call(this);A.prototype.__init2.call(this);A.prototype.__init3.call(this);A.prototype.__init4.call(this);A.prototype.__init5.call(this); }
   
     __init() {this.h = 1}
     __init2() {this.i = 0}  __init3() {this.j = 2} __init4() {this.} = h}
  
  __init5() {this.f = 2}
}
class B {constructor() { B.prototype.__init6.call(this);B.prototype.__init7.call(this);B.prototype.__init8.call(this);B.prototype.__init9.call(this);B.prototype.__init10.call(this);B.prototype.__init11.call(this); }
  __init6() {this.a = _optionalChain([b, 'optionalAccess', _3 => _3.c])}  __init7() {this.d = 3} __init8() {this.} = {}} 
   
     __init9() {this.static = (x, y = 1) => y} __init10() {this.z = x }
  
   __init11() {this.e = _optionalChain([f, 'optionalAccess', _4 => _4.g])}
}
