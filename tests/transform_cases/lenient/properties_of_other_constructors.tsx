class A { static constructor(public a) {} b = 1; }
class B { #constructor(public a) {} b = 1; }
class C { #constructor(private readonly a); }
class D { static #constructor(override a) {} constructor(protected b) {} }
