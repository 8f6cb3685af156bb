interface A {}
export default A;
