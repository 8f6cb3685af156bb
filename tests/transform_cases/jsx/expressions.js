a = React.createElement('a', null, b, c + d, 'e', `f`, g ? React.createElement('h', null ) : null, i && React.createElement('j', null ), (k, l));
