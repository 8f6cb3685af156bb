a = React.createElement('a', { b: React.createElement('c', null ), d: React.createElement('e', null, "f"), g: React.createElement(React.Fragment, null),} );
