class A {constructor() { A.prototype.__init.call(this); }   __init() {this.x = 1} }
class B {  }
class C {constructor() { C.prototype.__init2.call(this); } m() {}    __init2() {this.x = 1} }
class D {constructor() { D.prototype.__init3.call(this); } __init3() {this.= = 1}   }
class E {constructor() { E.prototype.__init4.call(this);E.prototype.__init5.call(this); } __init4() {this.) = 1} __init5() {this.( = 2} }
class F { <(){} ; }
class G {  }
class H {    }
