class A { static? = 1 }
class B { static?: T = 1 }
class C { static?(){} }
class D { static? ; }
class E { public static? = 1 }
class F { readonly static? = 1 }
class G { static static? = 1 }
