 var _class; var _class2;class A {constructor() { A.prototype.__init2.call(this); }
   
      
      __init2() {this.b = (_class2 = class {constructor() { _class2.prototype.__init3.call(this); } __init3() {this.c = 1} }, _class2)}
    
  
}
class C {constructor() { C.prototype.__init4.call(this);C.prototype.__init5.call(this); }
   
    /*0*/  /*1*/   __init4() {this.F = 1}  
  
   
    /*0*/  /*1*/  /*2*/   __init5() {this.I = 2} 
  
}
class J {constructor() { J.prototype.__init6.call(this);J.prototype.__init7.call(this); }
   
    /*0*/  /*2*/   __init6() {this.m = 1} 
  
  __init7() {this.n = class {      q() {} r = 1 } } }}
}
