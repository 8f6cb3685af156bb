 function _optionalChain(ops) { let lastAccessLHS = undefined; let value = ops[0]; let i = 1; while (i < ops.length) { const op = ops[i]; const fn = ops[i + 1]; i += 2; if ((op === 'optionalAccess' || op === 'optionalCall') && value == null) { return undefined; } if (op === 'access' || op === 'optionalAccess') { lastAccessLHS = value; value = fn(value); } else if (op === 'call' || op === 'optionalCall') { value = fn((...args) => value.call(lastAccessLHS, ...args)); lastAccessLHS = undefined; } } return value; }function f() {
  new _optionalChain([a, 'optionalAccess', _ => _.b;
  () => x.await;
}
class A {constructor() { A.prototype.__init.call(this); }
  __init() {this.x = new _optionalChain([a, 'optionalAccess', _3 => _3.b}
}
