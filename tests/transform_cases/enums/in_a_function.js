function f() { var A; (function (A) { const B = 0; A[A["B"] = B] = "B"; })(A || (A = {})); return A.B; }
