class A {constructor() { A.prototype.__init.call(this);A.prototype.__init2.call(this);A.prototype.__init3.call(this); }
  __init() {this.x =
    1 +
    2}
  // a comment
  __init2() {this.y = [
    1, // one
  ]} // after
  __init3() {this.z = 3} // end
}
