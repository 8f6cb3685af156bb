export default class A {constructor() { A.prototype.__init.call(this); } static __initStatic() {this.x = 1} __init() {this.y = 2} } A.__initStatic();
