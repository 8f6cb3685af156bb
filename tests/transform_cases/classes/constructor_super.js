class A extends B { __init() {this.x = 1} constructor() { super();A.prototype.__init.call(this);; f(); } }
class C extends D { __init2() {this.x = 1} constructor(a) { f(); super(a, 1);C.prototype.__init2.call(this);; g(); } }
