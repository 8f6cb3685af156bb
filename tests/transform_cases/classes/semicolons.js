class A {constructor() { A.prototype.__init.call(this); }  __init() {this.x = 1} y() {}; ; static __initStatic() {this.z = 2} } A.__initStatic();
