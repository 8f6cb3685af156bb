class A {constructor() { A.prototype.__init.call(this); } m() { return this; } __init() {this.x = this} static __initStatic() {this.y = A} } A.__initStatic();
