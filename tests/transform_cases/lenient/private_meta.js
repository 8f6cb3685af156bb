import.#;
new.#
a;
import.meta.#b;
