class A {constructor() { A.prototype.__init.call(this);A.prototype.__init2.call(this); }
  static
  __initStatic() {this.a = 1}
  get
  b() {}
  
  __init() {this.c = 2}
  
  __init2() {this.d = 3}
} A.__initStatic();
