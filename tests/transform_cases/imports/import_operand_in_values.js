var A; (function (A) { const b = import''; A[A["b"] = b] = "b"; const c = b + 1; A[A["c"] = c] = "c"; const d = import'e'; A[A["d"] = d] = "d"; const f = 1; A[A["f"] = f] = "f"; })(A || (A = {}));
class G {constructor() { G.prototype.__init.call(this);G.prototype.__init2.call(this);G.prototype.__init3.call(this); }
  __init() {this.h = import
'i'} __init2() {this.j = 2} 
  __init3() {this.l = import
'm'}
  n() {}
}
