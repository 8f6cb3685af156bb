/** @jsx h */
/* @jsxFrag F */
/* @jsxRuntime automatic */
/* @jsxImportSource x */
a = React.createElement('b', null, React.createElement(React.Fragment, null));
