React.createElement(React.Fragment, null, React.createElement(React.Fragment, null), "f")
