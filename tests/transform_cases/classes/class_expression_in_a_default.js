 var _class; var _class2;function f(a = (_class = class { static __initStatic() {this.x = 1} }, _class.__initStatic(), _class)) {}
const { b = (_class2 = class {constructor() { _class2.prototype.__init.call(this); } __init() {this.y = 2} }, _class2) } = c;
