class A {constructor() { A.prototype.__init.call(this); }  m() {} @b __init() {this.x = 1} c()   get z() { return 1; } }
