class A {
  
  *a() {}
  
  *b() {}
}
