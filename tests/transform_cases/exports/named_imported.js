import { A, B, } from 'm';
let x;
B;
export { A, B, };
