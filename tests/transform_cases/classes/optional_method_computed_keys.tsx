class A {
  a?({ [b]: c = 1 }) {}
  d?() {
    var { [`e`]: f } = g;
  }
  h?() {
    class I { static [j] = 1; [k] }
  }
}
class L {
  m?() {
    class N { [o]() {} }
  }
}
