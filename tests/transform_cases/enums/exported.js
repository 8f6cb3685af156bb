export var A; (function (A) { const B = 1; A[A["B"] = B] = "B"; })(A || (A = {}));
export var C; (function (C) { const D = 0; C[C["D"] = D] = "D"; })(C || (C = {}));
