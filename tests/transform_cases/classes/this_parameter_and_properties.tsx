class A { constructor(this: T, private x, public y) {} }
class B { constructor(this: T, private x, public y) {} z = 1 }
