 var _class; var _class2; var _class3;const A = (_class = class { static __initStatic() {this.x = 1} }, _class.__initStatic(), _class);
const B = (_class2 = class C {constructor() { _class2.prototype.__init.call(this); } static __initStatic2() {this.y = 2} __init() {this.z = 3} }, _class2.__initStatic2(), _class2);
f( (_class3 =class { static __initStatic3() {this.w = 4} }, _class3.__initStatic3(), _class3));
