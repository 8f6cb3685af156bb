'use strict';
class A { x = class { y = a?.b } }
async function f() {
  delete a?.[await b];
  await (a?.b(await c));
  a ?? await b;
}
delete a?.b;
a?.b;
a ?? b;
try {} catch {}
