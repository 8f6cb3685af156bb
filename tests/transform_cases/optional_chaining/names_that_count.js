 function _optionalChain(ops) { let lastAccessLHS = undefined; let value = ops[0]; let i = 1; while (i < ops.length) { const op = ops[i]; const fn = ops[i + 1]; i += 2; if ((op === 'optionalAccess' || op === 'optionalCall') && value == null) { return undefined; } if (op === 'access' || op === 'optionalAccess') { lastAccessLHS = value; value = fn(value); } else if (op === 'call' || op === 'optionalCall') { value = fn((...args) => value.call(lastAccessLHS, ...args)); lastAccessLHS = undefined; } } return value; }
let a = { _3: 1 };
_optionalChain([a, 'optionalAccess', _ => _._5]);
_optionalChain([a, 'optionalAccess', _7 => _7.b, 'call', _8 => _8(c => c._6, '_7', `_8`, /_9/)]);
// _10
React.createElement(_11, { _12: "1", _14: true,} );
React.createElement(_15.d, null );
_optionalChain([a, 'optionalAccess', _9 => _9.b, 'access', _10 => _10.c, 'access', _11 => _11.d, 'access', _12 => _12.e, 'access', _13 => _13.f, 'access', _14 => _14.g, 'access', _15 => _15.h, 'access', _17 => _17.i, 'access', _18 => _18.j]);
label_: _16: for (;;) break _16;
_optionalChain([a, 'optionalAccess', _19 => _19.b, 'access', _20 => _20.c]);
