 var _class; var _class2;new (_class = class {constructor() { _class.prototype.__init.call(this); } __init() {this.x = 1} }, _class);
new ( (_class2 =class A { static __initStatic() {this.y = 2} }, _class2.__initStatic(), _class2))();
