class A extends B { __init() {this.a = 1} constructor() { class C extends D { constructor() { super(5) } } super(7) } }
