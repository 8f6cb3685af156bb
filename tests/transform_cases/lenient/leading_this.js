const [ a] = b;
const [ , c] = b;
const [ ...d] = b;
const [, , e] = b;
const [] = b;
function f([ a]) {}
function g( = 1  b) {}
function h( = 1 ...b) {}
class C { constructor( = 1  b) {;this.b = b;} }
( = 1 b) => 1;
