 function _optionalChain(ops) { let lastAccessLHS = undefined; let value = ops[0]; let i = 1; while (i < ops.length) { const op = ops[i]; const fn = ops[i + 1]; i += 2; if ((op === 'optionalAccess' || op === 'optionalCall') && value == null) { return undefined; } if (op === 'access' || op === 'optionalAccess') { lastAccessLHS = value; value = fn(value); } else if (op === 'call' || op === 'optionalCall') { value = fn((...args) => value.call(lastAccessLHS, ...args)); lastAccessLHS = undefined; } } return value; }_optionalChain([a, 'optionalCall', _ => _()])<U>`b`;
_optionalChain([a, 'optionalCall', _2 => _2()])<U>();
_optionalChain([a, 'optionalCall', _3 => _3()`b`]);
_optionalChain([a, 'optionalCall', _4 => _4(), 'access', _5 => _5.b, 'call', _6 => _6()]);
_optionalChain([a, 'optionalCall', _7 => _7(), 'optionalAccess', _8 => _8.<])>();
_optionalChain([a, 'optionalCall', _9 => _9(), 'optionalAccess', _10 => _10.b, 'access', _11 => _11.c]);
