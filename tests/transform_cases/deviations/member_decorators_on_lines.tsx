class A {
  @a
  m() {}
  @b()
  x: number = 1;
}
