class A {
  a?() {
    class B {
      b = class { c = 1 };
    }
  }
}
class C {
  d?() {
    /*0*/ enum /*1*/ E { F = 1, G }
  }
  e?() {
    /*0*/ const /*1*/ enum /*2*/ H { I = 2 }
  }
}
class J {
  k?() {
    /*0*/ abstract /*1*/ class /*2*/ L { m = 1 }
  }
  n = class { o?() { class P { q() {} r = 1 } } };
}
