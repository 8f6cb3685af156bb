class A {
  accessor a = 1;
  static accessor b = 2;
  accessor;
  accessor = 3;
  accessor() {}
  private accessor c: T = 4;
  accessor #d = 5;
  accessor [e] = 6;
  @f accessor g;
  accessor
  h = 7
}
