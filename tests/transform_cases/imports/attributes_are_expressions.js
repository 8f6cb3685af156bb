 function _optionalChain(ops) { let lastAccessLHS = undefined; let value = ops[0]; let i = 1; while (i < ops.length) { const op = ops[i]; const fn = ops[i + 1]; i += 2; if ((op === 'optionalAccess' || op === 'optionalCall') && value == null) { return undefined; } if (op === 'access' || op === 'optionalAccess') { lastAccessLHS = value; value = fn(value); } else if (op === 'call' || op === 'optionalCall') { value = fn((...args) => value.call(lastAccessLHS, ...args)); lastAccessLHS = undefined; } } return value; }import 'a' with { type: 'json'  };
import c from 'c' with { d: _optionalChain([e, 'optionalAccess', _ => _.f]), g: 10 };

import { i, } from 'i' with { d: 10 };
export { c, i } from 'k' with { d: 10 };
export * from 'l' with { d: 10  };
c, i;
