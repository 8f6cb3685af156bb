export default interface;
export default interface(1)
export default interface {}
export default interface + 1
