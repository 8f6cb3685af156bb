const a = React.createElement(T, null, "(x)");
const b = React.createElement(T, null, "(x) => y"  );
const c = React.createElement(T, { extends: "a",}, "(x)");
const d = React.createElement(T, { extends: true,}, "x");
