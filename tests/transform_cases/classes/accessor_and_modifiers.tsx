class A { public accessor x = 1 }
class B { declare accessor x = 1 }
class C { readonly accessor x = 1; m() {} static accessor y = 2; ; }
class D { accessor; accessor = 1; accessor() {} }
class E { accessor
x = 1 }
class F { accessor 'x' = 1; accessor [y] = 2; accessor #z = 3; accessor! = 4; accessor accessor = 5 }
class G { m() {} accessor x; ; accessor y!: T; ; n() {} ; }
