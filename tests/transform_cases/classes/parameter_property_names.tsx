class A { constructor(public type, private readonly, public readonly readonly, private as = 1) {} }
class B { constructor(readonly, override, public) {} }
