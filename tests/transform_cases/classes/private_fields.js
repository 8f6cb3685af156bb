class A {constructor() { A.prototype.__init.call(this); } #x = 1; static #y = 2; #m() { return this.#x; } get #g() { return 1; } has(o) { return #x in o; } __init() {this.z = this.#x} }
