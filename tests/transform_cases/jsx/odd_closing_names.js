x=React.createElement('a', null);
x=React.createElement('a', null);
x=React.createElement('a', null);
x=React.createElement('a', null);
x=React.createElement('a', null);
x=React.createElement('a', null);
React.createElement(React.Fragment, null, React.createElement('a', null))
