class A { + ; x = 1 }
class B { - }
class C { m() {} + ; ; x = 1 }
class D { = = 1; ; = }
class E { ) = 1; ( = 2 }
class F { <(){} ; }
class G { @< }
class H { / ; % }
