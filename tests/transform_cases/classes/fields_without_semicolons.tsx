class A {
  x = 1
  y
  z = 2
  w() {}
  'a'
  [b]
}
