var A; (function (A) { const B = 0; A[A["B"] = B] = "B"; const C = 'c'; A["C"] = C; })(A || (A = {}));
