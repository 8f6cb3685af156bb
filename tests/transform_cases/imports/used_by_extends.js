import { A, } from 'm';
class E extends A {}
let d;
