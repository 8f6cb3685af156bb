class A { m() {}  ; }
class B { static {}  ; n() {} ; }
class C {   }
class D { #p;  ; }
