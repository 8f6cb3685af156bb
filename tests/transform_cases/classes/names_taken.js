 var _class3;const __init = 1, __initStatic = 2, _class = 3, _class2 = 4;
class A {constructor() { A.prototype.__init2.call(this); } __init2() {this.x = 1} static __initStatic2() {this.y = 2} } A.__initStatic2();
( (_class3 =class { static __initStatic3() {this.z = 3} }, _class3.__initStatic3(), _class3));
