type T = 1;
export default T;
