class A { #x = 1; static #y = 2; #m() { return this.#x; } get #g() { return 1; } has(o) { return #x in o; } z = this.#x }
