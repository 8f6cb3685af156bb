class A extends B { a = 1; constructor() { class C extends D { constructor() { super(5) } } super(7) } }
