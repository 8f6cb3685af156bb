class A {constructor() { A.prototype.__init.call(this); }  __init() {this.x = 1} }
class B {constructor() { B.prototype.__init2.call(this); }  __init2() {this.x = 1} }
class C {constructor() { C.prototype.__init3.call(this);C.prototype.__init4.call(this); }  __init3() {this.x = 1} m() {}  __init4() {this.y = 2}  }
class D {constructor() { D.prototype.__init5.call(this); }  __init5() {this.accessor = 1} accessor() {} }
class E {constructor() { E.prototype.__init6.call(this); } 
__init6() {this.x = 1} }
class F {constructor() { F.prototype.__init7.call(this);F.prototype.__init8.call(this);F.prototype.__init9.call(this);F.prototype.__init10.call(this); }  __init7() {this['x'] = 1}  __init8() {this[y] = 2}  #z = 3; __init9() {this.accessor = 4}  __init10() {this.accessor = 5} }
class G { m() {}       n() {} ; }
