class A {constructor() { A.prototype.__init.call(this); } m() {} static = 1; ; __init() {this.x = 1}  }
class B {constructor() { B.prototype.__init2.call(this); } m() {} static; ; __init2() {this.x = 1}  }
class C {constructor() { C.prototype.__init3.call(this); } m() {}  static = 1; ; __init3() {this.x = 1}  }
class D {constructor() { D.prototype.__init4.call(this); } m() {} static(){} ; __init4() {this.x = 1}  }
class E {constructor() { E.prototype.__init5.call(this); } m() {}  __init5() {this.static = 1}  }
class F { m() {} static __initStatic() {this.static = 1}  } F.__initStatic();
class G { static {} static = 1; ; }
class H {constructor() { H.prototype.__init6.call(this); } __init6() {this.static = 1}  static() {} ; }
class I { m() {} 
 }
class J { m() {}  }
