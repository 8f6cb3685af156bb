// Set, as far as Sucrase uses it here: strings only, add, has and isEmpty, filled from an array or empty.
// No size, delete or iteration. An object without prototype holds the strings, so that names such
// as __proto__ and constructor are ordinary.

export class NameSet {
  constructor(names) {
    this.names = Object.create(null);
    if (names) {
      for (let i = 0; i < names.length; i++) this.names[names[i]] = true;
    }
  }

  add(name) {
    this.names[name] = true;
    return this;
  }

  isEmpty() {
    for (const name in this.names) return false;
    return true;
  }

  has(name) {
    return this.names[name] === true;
  }
}
