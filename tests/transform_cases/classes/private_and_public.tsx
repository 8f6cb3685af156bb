class A { #a; b = 1; #c = this.b; static #d; static e = 2; constructor() { this.#a = 1; } }
