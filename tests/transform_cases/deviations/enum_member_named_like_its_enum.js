var A; (function (A) { const A = 0; A[A["A"] = A] = "A"; const B = A; A[A["B"] = B] = "B"; })(A || (A = {}));
