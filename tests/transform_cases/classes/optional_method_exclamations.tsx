class A {
  a?(): () => T { declare var b: T = !c; }
  d?() { const e !; let f !, g; }
  h?() { i !! .j; !k; }
}
