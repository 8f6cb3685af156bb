async function f() { x.await ?? y; }
