const A = 1;
export default A;
