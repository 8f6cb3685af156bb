new.#a;
