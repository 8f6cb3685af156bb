class A extends B { constructor() { var E; (function (E) { const A = super(1); E[E["A"] = A] = "A"; })(E || (E = {})); super(2) } __init() {this.x = 1} }
