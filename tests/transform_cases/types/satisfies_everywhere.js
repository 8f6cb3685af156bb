const a = { b: 1 } ;
(a ).b = c ;
f(a , ...b );
for (const d of e ) {}
x = y  ? z  : w ;
() => ({} );
`${a }`;
React.createElement('a', { b: c ,}, d );
