class A {constructor() { A.prototype.__init.call(this);A.prototype.__init2.call(this);A.prototype.__init3.call(this);A.prototype.__init4.call(this); }
   __init() {this.a = 1}
  
  
  static  __initStatic() {this.d = 2}
   e() {}
   static async *f() {}
   get g() { return 1; }
  m(x) { return x; }
  __init2() {this.readonly = 1}
  __init3() {this.static = 2}
  
  private() {}
  
  
  __init4() {this.async = 3}
  
  
} A.__initStatic();
