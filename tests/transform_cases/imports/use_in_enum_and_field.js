import { a, b, c } from 'm';
var E; (function (E) { const X = a; E[E["X"] = X] = "X"; })(E || (E = {}));
class F {constructor() { F.prototype.__init.call(this);F.prototype.__init2.call(this); } __init() {this.y = b} __init2() {this[c] = 1} }
