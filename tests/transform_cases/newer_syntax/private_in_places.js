 function _nullishCoalesce(lhs, rhsFn) { if (lhs != null) { return lhs; } else { return rhsFn(); } } function _optionalChain(ops) { let lastAccessLHS = undefined; let value = ops[0]; let i = 1; while (i < ops.length) { const op = ops[i]; const fn = ops[i + 1]; i += 2; if ((op === 'optionalAccess' || op === 'optionalCall') && value == null) { return undefined; } if (op === 'access' || op === 'optionalAccess') { lastAccessLHS = value; value = fn(value); } else if (op === 'call' || op === 'optionalCall') { value = fn((...args) => value.call(lastAccessLHS, ...args)); lastAccessLHS = undefined; } } return value; }class A {constructor() { A.prototype.__init.call(this); }
  #a = 1;
  static #b;
  __init() {this.b = #a in this}
  m(x) { return #a in x && !(#b in x) || #a in (_nullishCoalesce(_optionalChain([x, 'optionalAccess', _ => _.y]), () => ( A))) }
  static { if (#b in A) {} for (const c of [#a in A]) {} }
}
