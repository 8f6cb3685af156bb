a = React.createElement('div', { id: "a", className: "b", c: 1, d: true, e: React.createElement('b', null ), 'g-h': "i", 'data-j': true,} );
