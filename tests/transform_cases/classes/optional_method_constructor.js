class A {
   
       constructor() { super();A.prototype.__init.call(this);; } 
  
  __init() {this.d = 1}
}
class E {constructor() { E.prototype.__init2.call(this); }
   
       h() {} constructor() {} }
  }
  __init2() {this.i = 2}
}
