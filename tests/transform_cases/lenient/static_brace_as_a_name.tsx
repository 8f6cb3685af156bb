class A { readonly static { = 1 }
class B { static static {; x = 1 }
class C { abstract static { () {} y = 2 }
class D { static readonly static { : e }
