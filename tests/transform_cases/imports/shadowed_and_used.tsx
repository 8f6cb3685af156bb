import { a, b, c } from 'm';
function g(a) { return a; } a;
{ const b = 1; } b;
{ var c; } 
