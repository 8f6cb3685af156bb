class A extends B { x = 1; constructor() { super(); f(); } }
class C extends D { x = 1; constructor(a) { f(); super(a, 1); g(); } }
