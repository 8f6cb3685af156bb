class A { #a; __init() {this.b = 1} #c = this.b; static #d; static __initStatic() {this.e = 2} constructor() {;A.prototype.__init.call(this); this.#a = 1; } } A.__initStatic();
