a = React.createElement('div', { ...b,} );
c = React.createElement('div', { a: "1", ...b, ...{ c: 1 }, d: "2",} );
d = React.createElement('div', { /* c */...b,} );
e = React.createElement('div', null, ...x);
