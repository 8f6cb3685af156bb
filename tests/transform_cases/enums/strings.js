var A; (function (A) { const B = 'b'; A["B"] = B; const C = "c"; A["C"] = C; const D = `d`; A[A["D"] = D] = "D"; const E = 'a' + 'b'; A[A["E"] = E] = "E"; })(A || (A = {}));
