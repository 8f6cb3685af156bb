x = {} / a / b;
{}
/a/;
function f() {}
/b/;
() => {}
/c/;
