const a = {
  m(x) { return x; },
  async n(y) {},
  get p() { return ''; },
  set p(v) {},
  *q() {},
  async *r() {},
  [s]() {},
};
