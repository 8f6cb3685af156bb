var A; (function (A) { const b =; A[A["b"] = b] = "b"; const e = b + 1; A[A["e"] = e] = "e"; })(A || (A = {}));
var F; (function (F) { const g = `${; F[F["g"] = g] = "g"; const h = g + 1; F[F["h"] = h] = "h"; })(F || (F = {}));
