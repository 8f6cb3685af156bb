a = React.createElement(A.b.C, { d: true,} );
b = React.createElement(a.default, null );
c = React.createElement(A.if, null);
