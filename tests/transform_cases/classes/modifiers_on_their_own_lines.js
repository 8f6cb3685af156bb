class A {constructor() { A.prototype.__init.call(this); } 
 m() {} static
 n() {} 
 __init() {this.x = 1} 
  
  
  
 static
 q() {} 
  }
