class A {
  get
  *a() {}
  set
  *b() {}
}
