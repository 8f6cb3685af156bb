class A { @d m(): void; x = 1 }
class B { @d abstract m(): void; x = 1 }
class C { @d() abstract m(): void; x = 1 }
class D { @d abstract m; x = 1 }
class E { @d [k: string]: T; x = 1 }
class F { @d() [k: string]: T; x = 1 }
class G { @d ; x = 1 }
class H { x = 1; @d }
class I { m() {} @d }
class J { @d; @e() f() {} @g() }
