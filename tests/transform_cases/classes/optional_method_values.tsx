class A {
  e?() {
    const h = 1;
    let i = 0, { j = 2 } = h;
  }
  f = 2;
}
class B {
  m?(a = b?.c, { d = 3 } = {}) {}
  static n?() {
    let static = (x, y = 1) => y, z: T = x as U;
  }
  private e = f?.g;
}
