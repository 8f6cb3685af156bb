a = React.createElement('div', { f: React.createElement('i', null ), g: "h",} );
