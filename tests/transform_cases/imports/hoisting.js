import { c } from 'm';
function f() { a; var a; { function b() {} } b; { let c; } c; }
