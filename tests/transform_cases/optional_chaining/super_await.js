 function _optionalChain(ops) { let lastAccessLHS = undefined; let value = ops[0]; let i = 1; while (i < ops.length) { const op = ops[i]; const fn = ops[i + 1]; i += 2; if ((op === 'optionalAccess' || op === 'optionalCall') && value == null) { return undefined; } if (op === 'access' || op === 'optionalAccess') { lastAccessLHS = value; value = fn(value); } else if (op === 'call' || op === 'optionalCall') { value = fn((...args) => value.call(lastAccessLHS, ...args)); lastAccessLHS = undefined; } } return value; } async function _asyncOptionalChain(ops) { let lastAccessLHS = undefined; let value = ops[0]; let i = 1; while (i < ops.length) { const op = ops[i]; const fn = ops[i + 1]; i += 2; if ((op === 'optionalAccess' || op === 'optionalCall') && value == null) { return undefined; } if (op === 'access' || op === 'optionalAccess') { lastAccessLHS = value; value = await fn(value); } else if (op === 'call' || op === 'optionalCall') { value = await fn((...args) => value.call(lastAccessLHS, ...args)); lastAccessLHS = undefined; } } return value; }class A extends B {
  async m() {
    await _asyncOptionalChain([super.a.bind(this), 'optionalCall', async _ => _(await b)]);
    await _asyncOptionalChain([super.a, 'optionalAccess', async _2 => _2.b, 'call', async _3 => _3(await c)]);
    await _asyncOptionalChain([super[await a].bind(this), 'optionalCall', async _4 => _4()]);
    await _optionalChain([super.a.bind(this), 'optionalCall', _5 => _5(), 'access', _6 => _6.b]);
    await _asyncOptionalChain([super.a, 'access', async _7 => _7.b, 'optionalAccess', async _8 => _8.c, 'call', async _9 => _9(await d)]);
  }
}
