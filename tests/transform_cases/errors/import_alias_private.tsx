import a = b.#c;
