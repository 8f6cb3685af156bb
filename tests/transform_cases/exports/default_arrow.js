export default (x) => `${x}`;
