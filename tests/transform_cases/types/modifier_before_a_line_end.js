class A {
  
  a() {}
  
  b() {}
}
