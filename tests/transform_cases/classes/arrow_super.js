class A extends B { __init() {this.x = 1} constructor() { const f = () => super();A.prototype.__init.call(this);; f(); } }
