 function _nullishCoalesce(lhs, rhsFn) { if (lhs != null) { return lhs; } else { return rhsFn(); } } function _optionalChain(ops) { let lastAccessLHS = undefined; let value = ops[0]; let i = 1; while (i < ops.length) { const op = ops[i]; const fn = ops[i + 1]; i += 2; if ((op === 'optionalAccess' || op === 'optionalCall') && value == null) { return undefined; } if (op === 'access' || op === 'optionalAccess') { lastAccessLHS = value; value = fn(value); } else if (op === 'call' || op === 'optionalCall') { value = fn((...args) => value.call(lastAccessLHS, ...args)); lastAccessLHS = undefined; } } return value; }var Phase; (function (Phase) { const In = 'in'; Phase["In"] = In; const Hold = 'hold'; Phase["Hold"] = Hold; const Out = 'out'; Phase["Out"] = Out; })(Phase || (Phase = {}));
class Timeline {
   __init() {this.phases = new Map()}
  static __initStatic() {this.default = new Timeline()}
  constructor(  fps = 30) {;this.fps = fps;Timeline.prototype.__init.call(this);}
  at(frame) {
    return _nullishCoalesce(_optionalChain([[...this.phases], 'access', _ => _.find, 'call', _2 => _2(([, end]) => frame < end), 'optionalAccess', _3 => _3[0]]), () => ( Phase.Out));
  }
} Timeline.__initStatic();
export default () => React.createElement('p', null, _optionalChain([Timeline, 'access', _4 => _4.default, 'optionalAccess', _5 => _5.at, 'call', _6 => _6(1000)]));
