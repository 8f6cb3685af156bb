class A {constructor() { A.prototype.__init.call(this); }
  
  
  
  __init() {this.declare = 1}
  declare() {}
}
