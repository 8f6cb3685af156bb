class A {
  b?() {
    class C { constructor(private d, e = class { constructor(public f) {} }) {} }
  }
}
class G {
  constructor(h, i = class { constructor(public j) {} }) {}
}
class K {
  l = 1;
  constructor(private m, n = class { constructor(public o) {} }) {}
}
