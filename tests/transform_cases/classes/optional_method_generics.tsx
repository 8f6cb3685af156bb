class A {
  a?() { return <T,>() => 1; }
  b?() { c => <T,>() => 1; }
  d?() { <e<T> /> }
  f?() { let g = <T,>() => 1; }
}
class H {
  i?() { async <T>() => 1 }
  j = 1;
}
