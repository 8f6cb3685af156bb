a = React.createElement(
  b
  .
  c, {
  d
  : 
  e,}

);
