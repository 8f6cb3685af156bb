var A; (function (A) { const b = React.createElement(React.Fragment, null); A[A["b"] = b] = "b"; const g = b + 1; A[A["g"] = g] = "g"; })(A || (A = {}));
var H; (function (H) { const i = React.createElement(React.Fragment, null); H[H["i"] = i] = "i"; const n = 1; H[H["n"] = n] = "n"; })(H || (H = {}));
