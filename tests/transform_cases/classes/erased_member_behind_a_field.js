class A {constructor() { A.prototype.__init.call(this); } 

 __init() {this.z = 1} }
