class A {
   
     /*1*/ ${(d)}e`;
  }
}
class F {constructor() { F.prototype.__init.call(this); }
     `(1) }
  __init() {this.i = 2}
}
class J {
     ${(o)}p` }
}
