
function f(A) { var T; (function (T) { const c = A; T[T["c"] = c] = "c"; })(T || (T = {})); }
