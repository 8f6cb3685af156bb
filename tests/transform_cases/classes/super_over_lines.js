class A extends B {
  __init() {this.x = 1}
  constructor() {
    super(
      a,
      b
    );A.prototype.__init.call(this);
    f()
  }
}
