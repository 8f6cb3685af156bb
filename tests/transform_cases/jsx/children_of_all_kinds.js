 function _nullishCoalesce(lhs, rhsFn) { if (lhs != null) { return lhs; } else { return rhsFn(); } } function _optionalChain(ops) { let lastAccessLHS = undefined; let value = ops[0]; let i = 1; while (i < ops.length) { const op = ops[i]; const fn = ops[i + 1]; i += 2; if ((op === 'optionalAccess' || op === 'optionalCall') && value == null) { return undefined; } if (op === 'access' || op === 'optionalAccess') { lastAccessLHS = value; value = fn(value); } else if (op === 'call' || op === 'optionalCall') { value = fn((...args) => value.call(lastAccessLHS, ...args)); lastAccessLHS = undefined; } } return value; }React.createElement('a', null, ...b, c/* d */// e
, 'f', `g`, React.createElement('h', null), React.createElement('i', null), React.createElement(React.Fragment, null), "j", k, "l " , m, " n o "
   , p
  , q, " r"
);
React.createElement(React.Fragment, null, ...[_optionalChain([a, 'optionalAccess', _ => _.b])], "&", _nullishCoalesce(a, () => ( b)));
