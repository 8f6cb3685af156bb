a = React.createElement(React.Fragment, null);
b = React.createElement(React.Fragment, null, React.createElement('a', null ), React.createElement('b', null ));
c = React.createElement(React.Fragment, null, "text " , x);
d = React.createElement(React.Fragment, { key: "a",} );
