class A {
  public override
  a() {}
  static/**/readonly
  b() {}
}
