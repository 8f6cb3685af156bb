class A {
  b?() {
    class C { constructor() { super(); } }
  }
  d = 1;
}
class E {
  f?() {
    class G { h() {} constructor() {} }
  }
  i = 2;
}
