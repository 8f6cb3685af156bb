class A extends B {
  x = 1;
  constructor() {
    super(
      a,
      b
    )
    f()
  }
}
