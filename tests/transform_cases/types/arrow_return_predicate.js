const isT = (x) => true;
const g = (x) => {};
const h = (x) => {};
