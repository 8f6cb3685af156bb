class A {
  get x(): number { return 1; }
  set x(v: number) {}
  static get<T>() {}
  get<T>() {}
  set<T>(x) {}
}
