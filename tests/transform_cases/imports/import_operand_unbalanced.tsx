class A {
  m() { a ? import : ('b') }
  n() { export type (c) }
}
