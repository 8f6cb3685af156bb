x = import
'a';
x = import
foo
from
'b';
x = import
a?.b;
x = import
c(d);
x = import
e = f;
x = import
async () => 1;
(g) => { x = import
g; 'h' };
(g) => { x = import
g = 1 };
