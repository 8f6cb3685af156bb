React.createElement(React.Fragment, null)>;
React.createElement('b', { c: React.createElement(React.Fragment, null)>,} );
