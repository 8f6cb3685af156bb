React.createElement(b, { c: "d",});
React.createElement(b, null);
React.createElement(b, null, "g");
