@a.#b class C {}
