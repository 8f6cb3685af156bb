const args = 1;
class A extends B {constructor(...args2) { super(...args2); A.prototype.__init.call(this); } __init() {this.x = args} }
