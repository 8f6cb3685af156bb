class A {  static __initStatic() {this.{ = 1} } A.__initStatic();
class B {constructor() { B.prototype.__init.call(this); }  __init() {this.x = 1} }
class C {constructor() { C.prototype.__init2.call(this); }  static { () {} __init2() {this.y = 2} }
class D {  }
