class A extends B { __init() {this.x = this.a} constructor( a,   b) { super(a);this.a = a;this.b = b;A.prototype.__init.call(this);; this.y(); } }
