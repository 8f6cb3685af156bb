class A extends B {constructor(...args) { super(...args); A.prototype.__init.call(this); } __init() {this.x = 1} }
class C extends D.E(F) {constructor(...args2) { super(...args2); C.prototype.__init2.call(this); }  __init2() {this.z = 2} }
class G extends null {constructor(...args3) { super(...args3); G.prototype.__init3.call(this); } __init3() {this.x = 1} }
