 var E; (function (E) { const a = 0; E[E["a"] = a] = "a"; })(E || (E = {}));
