var A; (function (A) { A[A["+"] = 0] = "+"; })(A || (A = {}));
