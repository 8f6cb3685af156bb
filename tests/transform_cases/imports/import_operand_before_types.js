x = import as ; as;
class A {constructor() { A.prototype.__init.call(this);A.prototype.__init2.call(this); } __init() {this.y = import
b} __init2() {this.c = b} }
