class A { x = 1; constructor() { f(); } }
