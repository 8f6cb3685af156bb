import { A, B, type C } from 'm';
let x: A;
B;
export { A, B, C };
