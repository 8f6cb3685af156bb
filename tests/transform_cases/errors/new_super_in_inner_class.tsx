class A extends B {
  x = 1;
  constructor() {
    class C extends D {
      m() {
        new super();
      }
    }
    super();
  }
}
