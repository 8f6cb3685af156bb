class A { constructor(private []); #constructor(readonly {}) {} }
declare class B { constructor(private this) {} }
