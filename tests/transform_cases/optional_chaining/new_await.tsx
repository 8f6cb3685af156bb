async function f() {
  new a?.b(await c);
  new a?.();
}
function g() {
  x.await;
}
{ new a?.b }
{ x.await }
