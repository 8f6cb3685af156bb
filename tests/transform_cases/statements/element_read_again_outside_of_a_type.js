C ? (): (a = React.createElement(React.Fragment, null) ? s >= 1 : A);
