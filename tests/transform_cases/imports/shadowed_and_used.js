import { a, b, } from 'm';
function g(a) { return a; } a;
{ const b = 1; } b;
{ var c; } 
