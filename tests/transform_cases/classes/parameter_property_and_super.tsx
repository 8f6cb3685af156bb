class A { constructor(readonly g) { super(); } }
