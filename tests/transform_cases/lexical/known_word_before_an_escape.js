var A; (function (A) { const of = 0; A[A["of"] = of] = "of";A[A["\u0061"] = of + 1] = "\u0061"; A[A["a\u0061"] = A["\u0061"] + 1] = "a\u0061"; })(A || (A = {}));
var B; (function (B) { B[B["this"] = 0] = "this";B[B["\u{62}"] = B["this"] + 1] = "\u{62}"; })(B || (B = {}));
var C; (function (C) { const as = 0; C[C["as"] = as] = "as";C[C["\b"] = as + 1] = "\b"; })(C || (C = {}));
