 function _optionalChain(ops) { let lastAccessLHS = undefined; let value = ops[0]; let i = 1; while (i < ops.length) { const op = ops[i]; const fn = ops[i + 1]; i += 2; if ((op === 'optionalAccess' || op === 'optionalCall') && value == null) { return undefined; } if (op === 'access' || op === 'optionalAccess') { lastAccessLHS = value; value = fn(value); } else if (op === 'call' || op === 'optionalCall') { value = fn((...args) => value.call(lastAccessLHS, ...args)); lastAccessLHS = undefined; } } return value; }_optionalChain([new A(), 'optionalAccess', _ => _.b]);
new (_optionalChain([a, 'optionalAccess', _2 => _2.b]))();
_optionalChain([this, 'optionalAccess', _3 => _3.x]);
_optionalChain([new.target, 'optionalAccess', _4 => _4.x]);
_optionalChain([import.meta, 'optionalAccess', _5 => _5.env]);
_optionalChain([import, 'call', _6 => _6('a'), 'optionalAccess', _7 => _7.then, 'call', _8 => _8()]);
_optionalChain([(() => {}), 'optionalCall', _9 => _9()]);
_optionalChain([[a], 'optionalAccess', _10 => _10[0]]);
_optionalChain([({ a }), 'optionalAccess', _11 => _11.a]);
_optionalChain([`a`, 'optionalAccess', _12 => _12.length]);
_optionalChain(['a', 'optionalAccess', _13 => _13.length]);
_optionalChain([/a/, 'optionalAccess', _14 => _14.test, 'call', _15 => _15(b)]);
function f() {}
