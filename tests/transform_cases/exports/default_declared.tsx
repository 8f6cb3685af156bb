declare class A {}
export default A;
