class A { m?(a: T) { return b(c) } x = 1 }
class B { m?(a) { return b?.c } x = 1 }
class C { m?(a) { if (a) { b(c); } } static x = 1 }
class D { m?<T>(a) {} async n?(a) {} async *o?() {} }
class E { static m?() { return 1 } 'n'?() { return 1_0 } [o]?() {} #p?() {} }
class F { m?() { a ?? b; delete a?.b } x = 1 }
class G { m?() { a * b; async; static; x } y = 1 }
class H { m?() { try {} catch {} } y = 1; n() {} ; o?() {} ; }
class I { m?(); x = 1; n?(): T
y = 2 }
class J { m?(): T { } ; static x = 1 }
