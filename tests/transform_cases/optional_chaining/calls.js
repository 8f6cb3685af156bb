 function _optionalChain(ops) { let lastAccessLHS = undefined; let value = ops[0]; let i = 1; while (i < ops.length) { const op = ops[i]; const fn = ops[i + 1]; i += 2; if ((op === 'optionalAccess' || op === 'optionalCall') && value == null) { return undefined; } if (op === 'access' || op === 'optionalAccess') { lastAccessLHS = value; value = fn(value); } else if (op === 'call' || op === 'optionalCall') { value = fn((...args) => value.call(lastAccessLHS, ...args)); lastAccessLHS = undefined; } } return value; }_optionalChain([a, 'optionalCall', _ => _()]);
_optionalChain([a, 'optionalCall', _2 => _2(b, c)]);
_optionalChain([a, 'access', _3 => _3.b, 'optionalCall', _4 => _4()]);
_optionalChain([a, 'optionalAccess', _5 => _5.b, 'call', _6 => _6()]);
_optionalChain([a, 'optionalAccess', _7 => _7.b, 'optionalCall', _8 => _8()]);
_optionalChain([a, 'optionalAccess', _9 => _9.b, 'access', _10 => _10.c, 'call', _11 => _11(d), 'access', _12 => _12.e]);
_optionalChain([f, 'call', _13 => _13(_optionalChain([a, 'optionalAccess', _14 => _14.b])), 'optionalAccess', _15 => _15.c]);
