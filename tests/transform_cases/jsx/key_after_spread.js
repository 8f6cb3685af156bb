a = React.createElement('a', { ...b, key: "c",} );
d = React.createElement('a', { key: e, ...f,} );
