class A extends B { constructor() { enum E { A = super(1) } super(2) } x = 1 }
