class A { __init() {this.x = 1}  constructor(a) {;A.prototype.__init.call(this); f(); } }
