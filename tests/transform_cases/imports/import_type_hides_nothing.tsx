import x = a.b;
import type x from 'c';
function f(x = x - 3) {}
