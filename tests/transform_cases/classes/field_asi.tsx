class A {
  static
  a = 1
  get
  b() {}
  readonly
  c = 2
  public
  d = 3
}
