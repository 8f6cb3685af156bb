class A {constructor() { A.prototype.__init.call(this);A.prototype.__init2.call(this); }
  __init() {this.x = React.createElement(React.Fragment, null)}
  __init2() {this.y = 1}
  m() { return React.createElement('a', null, React.createElement(React.Fragment, null)) }
}
var B; (function (B) { const x = React.createElement(React.Fragment, null); B[B["x"] = x] = "x"; const y = x + 1; B[B["y"] = y] = "y"; })(B || (B = {}));
