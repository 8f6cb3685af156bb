import.#a;
