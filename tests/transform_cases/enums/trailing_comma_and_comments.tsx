enum A {
  // first
  B, // after B
  /* before C */ C = /* value */ 1 /* end */, // after C
  D,
  // last
}
