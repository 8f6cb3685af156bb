class A extends f(`${a)`) {
  __init() {this.x = `${b)`}
  __init2() {this[`${c)`] = 1}
  constructor(y = `${d)`) { super(`${e)`);A.prototype.__init.call(this);A.prototype.__init2.call(this);; `${g)` }
}
var B; (function (B) { const c = `${d)`; B[B["c"] = c] = "c"; const e = c + 1; B[B["e"] = e] = "e"; })(B || (B = {}));
React.createElement('a', null, class { m() { `${b c` } });
