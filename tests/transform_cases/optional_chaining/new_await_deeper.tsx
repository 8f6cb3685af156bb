function f() {
  new a?.b;
  () => x.await;
}
class A {
  x = new a?.b;
}
