React.createElement(v:10 a="b", null);
