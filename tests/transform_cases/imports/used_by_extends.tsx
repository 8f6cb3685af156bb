import { A, B, C, D } from 'm';
class E extends A<B> implements C {}
let d: D;
