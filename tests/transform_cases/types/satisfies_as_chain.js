const routes = { a: '/a' } ;
f(x , y);
(x ) = 1;
(x )++;
[a ] = b;
({ a: (b ) } = c);
