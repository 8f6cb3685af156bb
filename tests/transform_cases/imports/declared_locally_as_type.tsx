import { A, B } from 'm';
interface A {}
type B = 1;
A;
