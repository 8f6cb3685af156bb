
function f() { function b() {} b; }
