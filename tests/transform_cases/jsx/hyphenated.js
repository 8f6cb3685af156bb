a = React.createElement('a-b', { 'c-d': "e", 'f-': "g",} );
h = React.createElement('a-1-b', null);
