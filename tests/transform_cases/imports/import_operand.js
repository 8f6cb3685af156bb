 function _optionalChain(ops) { let lastAccessLHS = undefined; let value = ops[0]; let i = 1; while (i < ops.length) { const op = ops[i]; const fn = ops[i + 1]; i += 2; if ((op === 'optionalAccess' || op === 'optionalCall') && value == null) { return undefined; } if (op === 'access' || op === 'optionalAccess') { lastAccessLHS = value; value = fn(value); } else if (op === 'call' || op === 'optionalCall') { value = fn((...args) => value.call(lastAccessLHS, ...args)); lastAccessLHS = undefined; } } return value; }x = import
'a';
x = import
foo
from
'b';
x = import
_optionalChain([a, 'optionalAccess', _ => _.b]);
x = import
c(d);
x = const
e = f;
x = import
async () => 1;
(g) => { x =
 };
(g) => { x = 
 };
