import { b } from '';
function f() { function b() {} b; }
