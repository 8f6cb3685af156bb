 function _optionalChain(ops) { let lastAccessLHS = undefined; let value = ops[0]; let i = 1; while (i < ops.length) { const op = ops[i]; const fn = ops[i + 1]; i += 2; if ((op === 'optionalAccess' || op === 'optionalCall') && value == null) { return undefined; } if (op === 'access' || op === 'optionalAccess') { lastAccessLHS = value; value = fn(value); } else if (op === 'call' || op === 'optionalCall') { value = fn((...args) => value.call(lastAccessLHS, ...args)); lastAccessLHS = undefined; } } return value; }new _optionalChain([a?.();
new _optionalChain([a, 'access', _ => _.b?.();
new _optionalChain([a, 'optionalAccess', _2 => _2.b?.().c;
_optionalChain([new _optionalChain([a?.(), 'optionalAccess', _3 => _3.b]);
new (_optionalChain([a, 'optionalAccess', _4 => _4.b]))();
