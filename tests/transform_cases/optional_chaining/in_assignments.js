 function _optionalChain(ops) { let lastAccessLHS = undefined; let value = ops[0]; let i = 1; while (i < ops.length) { const op = ops[i]; const fn = ops[i + 1]; i += 2; if ((op === 'optionalAccess' || op === 'optionalCall') && value == null) { return undefined; } if (op === 'access' || op === 'optionalAccess') { lastAccessLHS = value; value = fn(value); } else if (op === 'call' || op === 'optionalCall') { value = fn((...args) => value.call(lastAccessLHS, ...args)); lastAccessLHS = undefined; } } return value; }a = _optionalChain([b, 'optionalAccess', _ => _.c]);
_optionalChain([a, 'optionalAccess', _2 => _2.b, 'access', _3 => _3.c]) = d;
[_optionalChain([a, 'optionalAccess', _4 => _4.b])];
({ a: _optionalChain([b, 'optionalAccess', _5 => _5.c]), [_optionalChain([d, 'optionalAccess', _6 => _6.e])]: f });
const { g = _optionalChain([h, 'optionalAccess', _7 => _7.i]) } = j;
function k(l = _optionalChain([m, 'optionalAccess', _8 => _8.n])) {}
