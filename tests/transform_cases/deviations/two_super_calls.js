class A extends B { __init() {this.x = 1} constructor() { if (a) { super(1);A.prototype.__init.call(this);; } else { super(2); } } }
