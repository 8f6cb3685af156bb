import a from 'a';
import b from 'b';
import c from 'c';
{ enum a {} }
a;
function f() {
  for (;;) enum b {}
  b;
}
function g() { switch (1) { case 1: enum c {} } }
c;
