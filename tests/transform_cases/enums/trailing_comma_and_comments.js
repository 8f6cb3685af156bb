var A; (function (A) {
  // first
  const B = 0; A[A["B"] = B] = "B"; // after B
  /* before C */ const C = /* value */ 1; A[A["C"] = C] = "C"; // after C
  const D = C + 1; A[A["D"] = D] = "D";
  // last
})(A || (A = {}));
