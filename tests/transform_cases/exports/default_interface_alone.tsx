export default interface
class A {}
export default interface;
export default interface + 1;
