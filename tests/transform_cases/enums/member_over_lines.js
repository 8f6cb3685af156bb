var E; (function (E) {
  const A
  = 1; E[E["A"] = A] = "A";

  const B = A + 1; E[E["B"] = B] = "B";
})(E || (E = {}));
