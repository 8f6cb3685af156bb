React.createElement(g:a a=React.createElement('c', null ), {b: true,} );
React.createElement(g:a a=React.createElement('c', null, "d"), {...e,} );
