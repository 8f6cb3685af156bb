class A {constructor() { A.prototype.__init.call(this);A.prototype.__init2.call(this); }  __init() {this.x = 1}  __init2() {this.y = 2}     }
