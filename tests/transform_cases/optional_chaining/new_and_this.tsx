new A()?.b;
new (a?.b)();
this?.x;
new.target?.x;
import.meta?.env;
import('a')?.then();
(() => {})?.();
[a]?.[0];
({ a })?.a;
`a`?.length;
'a'?.length;
/a/?.test(b);
function f() {}
