class A extends B {
  x = 1;
  constructor(a = new super()) {
    super();
    new super();
  }
  m() {
    return new super();
  }
}
