class A { constructor(override x) { declare var y = super() } }
class B extends C { constructor(private x) { foo(y as typeof super); super() } }
