 function _optionalChain(ops) { let lastAccessLHS = undefined; let value = ops[0]; let i = 1; while (i < ops.length) { const op = ops[i]; const fn = ops[i + 1]; i += 2; if ((op === 'optionalAccess' || op === 'optionalCall') && value == null) { return undefined; } if (op === 'access' || op === 'optionalAccess') { lastAccessLHS = value; value = fn(value); } else if (op === 'call' || op === 'optionalCall') { value = fn((...args) => value.call(lastAccessLHS, ...args)); lastAccessLHS = undefined; } } return value; } var _class;import a from b;a
import c, {} from (e );c
import f from (_class = class{constructor() { _class.prototype.__init.call(this); }__init() {this.x=1}}, _class);f
import g from (_optionalChain([h, 'optionalAccess', _ => _.i]));g
import * as j from `k`;j
