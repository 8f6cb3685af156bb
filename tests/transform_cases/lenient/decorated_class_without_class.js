 function _optionalChain(ops) { let lastAccessLHS = undefined; let value = ops[0]; let i = 1; while (i < ops.length) { const op = ops[i]; const fn = ops[i + 1]; i += 2; if ((op === 'optionalAccess' || op === 'optionalCall') && value == null) { return undefined; } if (op === 'access' || op === 'optionalAccess') { lastAccessLHS = value; value = fn(value); } else if (op === 'call' || op === 'optionalCall') { value = fn((...args) => value.call(lastAccessLHS, ...args)); lastAccessLHS = undefined; } } return value; }const a = @(b) t {  c = 1; constructor( e) {} m() {}  };
const g = @h implements I extends K  { static  m = _optionalChain([n, 'optionalAccess', _ => _.o]) };
const p = [@q ]{  }];
const s = @t 1000 {} + @u catch (e2) {};
class V { m() { return @w ){} } }
export default @x abstract Y {}
