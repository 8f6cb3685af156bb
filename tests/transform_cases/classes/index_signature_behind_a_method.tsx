class A { m() {} [k: string]: T; ; }
class B { static {} [k: string]: T; ; n() {} ; }
class C { [k: string]: T; ; }
class D { #p; [k: string]: T; ; }
