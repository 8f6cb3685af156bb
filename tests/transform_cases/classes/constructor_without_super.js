class A extends B { __init() {this.x = 1} constructor() {;A.prototype.__init.call(this); f(); } }
