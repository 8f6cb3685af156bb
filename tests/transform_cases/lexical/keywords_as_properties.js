 function _optionalChain(ops) { let lastAccessLHS = undefined; let value = ops[0]; let i = 1; while (i < ops.length) { const op = ops[i]; const fn = ops[i + 1]; i += 2; if ((op === 'optionalAccess' || op === 'optionalCall') && value == null) { return undefined; } if (op === 'access' || op === 'optionalAccess') { lastAccessLHS = value; value = fn(value); } else if (op === 'call' || op === 'optionalCall') { value = fn((...args) => value.call(lastAccessLHS, ...args)); lastAccessLHS = undefined; } } return value; }a.if.class.new.function.default.import.typeof;
_optionalChain([a, 'optionalAccess', _ => _.delete, 'optionalAccess', _2 => _2.return]);
x = { if: 1, class: 2, new() {}, get default() { return 1; }, async await() {} };
class A {constructor() { A.prototype.__init.call(this); } if() {} static class() {} __init() {this.delete = 1} }
({ if: b, class: c } = d);
