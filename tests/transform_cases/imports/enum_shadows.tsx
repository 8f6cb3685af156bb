import { A, B } from 'm';
function f() { enum A { X } A; }
function g() { class B {} new B; }
