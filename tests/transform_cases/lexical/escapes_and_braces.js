\${}
\a{b}c
\é{b}
var A; (function (A){const of = 0; A[A["of"] = of] = "of";A[A["\a"] = of + 1] = "\a";})(A || (A = {}));
(0)
