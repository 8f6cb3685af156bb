class A {constructor() { A.prototype.__init.call(this); } /*0*/ __init() {this[ /*1*/ q /*2*/ ] /*3*/  /*6*/ = /*7*/ 1} /*8*/  /*9*/ }
