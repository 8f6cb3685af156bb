class A extends B { c() { new super() } constructor(d = new super()) { super(new super()); new super() } }
class E {  f() { new super() } }
class G { constructor() { new super.h(); new (super()) } }
