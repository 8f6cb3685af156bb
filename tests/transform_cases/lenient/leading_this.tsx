const [this, a] = b;
const [this: A, , c] = b;
const [this, ...d] = b;
const [, this, e] = b;
const [this,] = b;
function f([this, a]) {}
function g(this = 1 , b) {}
function h(this = 1: B, ...b) {}
class C { constructor(this = 1, public b) {} }
(this = 1, b) => 1;
