 function _optionalChain(ops) { let lastAccessLHS = undefined; let value = ops[0]; let i = 1; while (i < ops.length) { const op = ops[i]; const fn = ops[i + 1]; i += 2; if ((op === 'optionalAccess' || op === 'optionalCall') && value == null) { return undefined; } if (op === 'access' || op === 'optionalAccess') { lastAccessLHS = value; value = fn(value); } else if (op === 'call' || op === 'optionalCall') { value = fn((...args) => value.call(lastAccessLHS, ...args)); lastAccessLHS = undefined; } } return value; }_optionalChain([super(import.a).bind(this), 'optionalCall', _ => _()]);
_optionalChain([super(function () {}).bind(this), 'optionalCall', _2 => _2()]);
_optionalChain([super[new a()].bind(this), 'optionalCall', _3 => _3()]);
_optionalChain([super[b = new c()].bind(this), 'optionalCall', _4 => _4()]);
_optionalChain([super({}() = d), 'optionalCall', _5 => _5()]);
_optionalChain([({ m() { super() } }).bind(this), 'optionalCall', _6 => _6()]);
_optionalChain([a, 'optionalCall', _7 => _7(super.b * new C()).bind(this), 'call', _8 => _8()]);
_optionalChain([a, 'optionalCall', _9 => _9(class { m() { super() } n() {} }).bind(this), 'call', _10 => _10()]);
_optionalChain([({ m() { super() } }()), 'optionalCall', _11 => _11()]);
