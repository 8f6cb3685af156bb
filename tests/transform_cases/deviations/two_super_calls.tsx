class A extends B { x = 1; constructor() { if (a) { super(1); } else { super(2); } } }
