class A {constructor() { A.prototype.__init.call(this); } __init() {this[1_0] = 0} }
