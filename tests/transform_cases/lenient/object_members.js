 function _optionalChain(ops) { let lastAccessLHS = undefined; let value = ops[0]; let i = 1; while (i < ops.length) { const op = ops[i]; const fn = ops[i + 1]; i += 2; if ((op === 'optionalAccess' || op === 'optionalCall') && value == null) { return undefined; } if (op === 'access' || op === 'optionalAccess') { lastAccessLHS = value; value = fn(value); } else if (op === 'call' || op === 'optionalCall') { value = fn((...args) => value.call(lastAccessLHS, ...args)); lastAccessLHS = undefined; } } return value; }r={r}
r={r}
r={r
,b}
r={get }
r={async *r}
r={l w(){}}
r={l "w"(){}}
r={*,}
r={async w:1}
r={async default:1}
r={X,a}
r={X:1}
a={mt(){}}
const{a:c}=b
r={[_optionalChain([r, 'optionalAccess', _ => _.b])]}
