class A extends B {
  constructor() {
    new super();
  }
}
