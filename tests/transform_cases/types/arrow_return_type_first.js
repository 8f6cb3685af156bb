() =>B;
s?'':() =>1;
const f = (a = () => React.createElement(React.Fragment, null)) => {};
