async function f() {
  delete a?.[await b];
  delete (await a)?.b;
  delete a?.b(await c)?.d;
  if (await a) delete a?.b;
}
