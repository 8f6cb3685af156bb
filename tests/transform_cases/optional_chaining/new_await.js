 async function _asyncOptionalChain(ops) { let lastAccessLHS = undefined; let value = ops[0]; let i = 1; while (i < ops.length) { const op = ops[i]; const fn = ops[i + 1]; i += 2; if ((op === 'optionalAccess' || op === 'optionalCall') && value == null) { return undefined; } if (op === 'access' || op === 'optionalAccess') { lastAccessLHS = value; value = await fn(value); } else if (op === 'call' || op === 'optionalCall') { value = await fn((...args) => value.call(lastAccessLHS, ...args)); lastAccessLHS = undefined; } } return value; }async function f() {
  new await _asyncOptionalChain([a, 'optionalAccess', async _ => _.b(await c);
  new await _asyncOptionalChain([a?.();
}
function g() {
  x.await;
}
{ new await _asyncOptionalChain([a, 'optionalAccess', async _2 => _2.b }
{ x.await }
