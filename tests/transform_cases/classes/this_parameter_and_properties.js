class A { constructor(  x,  y) {;this.x = x;this.y = y;} }
class B { constructor(  x,  y) {;this.x = x;this.y = y;B.prototype.__init.call(this);} __init() {this.z = 1} }
