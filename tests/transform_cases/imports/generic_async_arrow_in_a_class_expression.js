 var _class;
b = (_class = class B {constructor() { _class.prototype.__init.call(this); } __init() {this.c = async (A) => A} }, _class)
