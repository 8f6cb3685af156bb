

import c from 'c';
{ var a; (function (a) {})(a || (a = {})); }
a;
function f() {
  for (;;) var b; (function (b) {})(b || (b = {}));
  b;
}
function g() { switch (1) { case 1: var c; (function (c) {})(c || (c = {})); } }
c;
