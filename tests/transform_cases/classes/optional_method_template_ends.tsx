class A {
  a?() {
    return /*1*/ `b
c${(d)}e`;
  }
}
class F {
  g?() { return `h`(1) }
  i = 2;
}
class J {
  k?() { return `l${m}n${(o)}p` }
}
