a = React.createElement(A, { b: React.createElement(C, { d: React.createElement(E, null ),}, React.createElement(F, null, g => React.createElement(H, null, i))),} );
