/** @jsx h @jsxFrag Fragment */
x = React.createElement(React.Fragment, null);
