class A {
  #a = 1;
  static #b;
  b = #a in this;
  m(x) { return #a in x && !(#b in x) || #a in (x?.y ?? A) }
  static { if (#b in A) {} for (const c of [#a in A]) {} }
}
