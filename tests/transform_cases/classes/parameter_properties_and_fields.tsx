class A extends B { x = this.a; constructor(public a: number, override readonly b) { super(a); this.y(); } }
