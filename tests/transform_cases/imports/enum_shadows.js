
function f() { var A; (function (A) { const X = 0; A[A["X"] = X] = "X"; })(A || (A = {})); A; }
function g() { class B {} new B; }
