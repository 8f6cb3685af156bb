
export default a;

