class A extends B {
  __init() {this.x = 1}
  constructor(a = new super()) {
    super();A.prototype.__init.call(this);;
    new super();
  }
  m() {
    return new super();
  }
}
