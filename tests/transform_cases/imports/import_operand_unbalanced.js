class A {
  m() { a ?) }
  n() { c) }
}
