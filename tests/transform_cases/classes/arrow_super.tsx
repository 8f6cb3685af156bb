class A extends B { x = 1; constructor() { const f = () => super(); f(); } }
