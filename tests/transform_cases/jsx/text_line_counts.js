a = React.createElement('a', null, "b"





);
f(React.createElement('a', null, "b"
), React.createElement('c', null, "d"
  ));
