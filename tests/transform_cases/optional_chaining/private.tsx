class A { #x; m(o) { o?.#x; o?.#x.y; this.#x?.z; o?.a.#x(); } }
