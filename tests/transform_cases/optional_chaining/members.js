 function _optionalChain(ops) { let lastAccessLHS = undefined; let value = ops[0]; let i = 1; while (i < ops.length) { const op = ops[i]; const fn = ops[i + 1]; i += 2; if ((op === 'optionalAccess' || op === 'optionalCall') && value == null) { return undefined; } if (op === 'access' || op === 'optionalAccess') { lastAccessLHS = value; value = fn(value); } else if (op === 'call' || op === 'optionalCall') { value = fn((...args) => value.call(lastAccessLHS, ...args)); lastAccessLHS = undefined; } } return value; }_optionalChain([a, 'optionalAccess', _ => _.b]);
_optionalChain([a, 'optionalAccess', _2 => _2.b, 'access', _3 => _3.c]);
_optionalChain([a, 'optionalAccess', _4 => _4[b]]);
_optionalChain([a, 'optionalAccess', _5 => _5.b, 'access', _6 => _6[c], 'access', _7 => _7.d]);
_optionalChain([a, 'access', _8 => _8.b, 'optionalAccess', _9 => _9.c]);
_optionalChain([a, 'optionalAccess', _10 => _10.b, 'optionalAccess', _11 => _11.c, 'optionalAccess', _12 => _12.d]);
