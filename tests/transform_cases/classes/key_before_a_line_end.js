class A {constructor() { A.prototype.__init.call(this); } t() {} __init() {this[''
] = 1} }
