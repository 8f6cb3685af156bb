class A {
  x =
    1 +
    2;
  // a comment
  y = [
    1, // one
  ]; // after
  z = 3 // end
}
