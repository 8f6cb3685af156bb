class A { constructor() { class B { c() { new super() } } super() } }
