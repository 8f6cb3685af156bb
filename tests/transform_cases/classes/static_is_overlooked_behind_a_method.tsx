class A { m() {} static = 1; ; x = 1; ; }
class B { m() {} static; ; x = 1; ; }
class C { m() {} public static = 1; ; x = 1; ; }
class D { m() {} static(){} ; x = 1; ; }
class E { m() {} readonly static = 1; ; }
class F { m() {} static static = 1; ; }
class G { static {} static: T = 1; ; }
class H { static = 1; static; static() {} ; }
class I { m() {} static static
r; }
class J { m() {} static static }
