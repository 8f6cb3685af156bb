class A {constructor() { A.prototype.__init.call(this); }  __init() {this.x = 1} }
class B {constructor() { B.prototype.__init2.call(this); }  __init2() {this.x = 1} }
class C {constructor() { C.prototype.__init3.call(this); } d()  __init3() {this.x = 1} }
class D {constructor() { D.prototype.__init4.call(this); }   __init4() {this.x = 1} }
class E {constructor() { E.prototype.__init5.call(this); }  __init5() {this.x = 1} }
class F {constructor() { F.prototype.__init6.call(this); } d()  __init6() {this.x = 1} }
class G {constructor() { G.prototype.__init7.call(this); }   __init7() {this.x = 1} }
class H {constructor() { H.prototype.__init8.call(this); } __init8() {this.x = 1}  }
class I { m() {} @d }
class J {  e() f() {} @g() }
