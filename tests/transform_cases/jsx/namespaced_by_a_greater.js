React.createElement(a:>, {k: true,});
React.createElement(a:>, { b: "c", d: e,});
React.createElement(a:>.f, null);
