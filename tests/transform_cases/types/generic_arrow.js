const a = (x) => x;
const b = (x) => React.createElement('div', null, x);
const c = (x, y) => x;
const d = () => {};
const e = (x) => x;
const f = (x) => x;
