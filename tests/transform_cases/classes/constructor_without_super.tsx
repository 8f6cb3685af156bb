class A extends B { x = 1; constructor() { f(); } }
