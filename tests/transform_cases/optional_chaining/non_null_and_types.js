 function _optionalChain(ops) { let lastAccessLHS = undefined; let value = ops[0]; let i = 1; while (i < ops.length) { const op = ops[i]; const fn = ops[i + 1]; i += 2; if ((op === 'optionalAccess' || op === 'optionalCall') && value == null) { return undefined; } if (op === 'access' || op === 'optionalAccess') { lastAccessLHS = value; value = fn(value); } else if (op === 'call' || op === 'optionalCall') { value = fn((...args) => value.call(lastAccessLHS, ...args)); lastAccessLHS = undefined; } } return value; }_optionalChain([a, 'optionalAccess', _ => _.b, 'access', _2 => _2.c]);
_optionalChain([a, 'optionalAccess', _3 => _3.b, 'call', _4 => _4()]);
_optionalChain([a, 'optionalAccess', _5 => _5.b]);
_optionalChain([a, 'optionalAccess', _6 => _6.b, 'call', _7 => _7(c)]);
_optionalChain([a, 'optionalCall', _8 => _8(b)]);
_optionalChain([(a ), 'optionalAccess', _9 => _9.b]);
_optionalChain([a, 'optionalAccess', _10 => _10.b]) ;
(_optionalChain([a, 'optionalAccess', _11 => _11.b]) ).c;
