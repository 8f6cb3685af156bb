class A extends B { __init() {this.x = 1} constructor() { const r = super();A.prototype.__init.call(this);; } }
class C extends D { __init2() {this.x = 1} constructor() { super();C.prototype.__init2.call(this); || f(); } }
class E extends F { __init3() {this.x = 1} constructor() { if (y) super();E.prototype.__init3.call(this);; else super(1); } }
