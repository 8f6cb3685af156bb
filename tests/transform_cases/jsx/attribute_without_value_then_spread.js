a = React.createElement('a', { b: true, ...c, d: true,} );
