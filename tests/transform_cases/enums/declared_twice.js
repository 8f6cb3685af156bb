var A; (function (A) { const B = 0; A[A["B"] = B] = "B"; })(A || (A = {}));
var A; (function (A) { const C = 1; A[A["C"] = C] = "C"; })(A || (A = {}));
