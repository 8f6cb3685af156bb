 var _class;export default (_class = class { static __initStatic() {this.x = 1} }, _class.__initStatic(), _class)
