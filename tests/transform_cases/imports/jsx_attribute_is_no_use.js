
x = React.createElement('div', { a: 1, b: true,} );
