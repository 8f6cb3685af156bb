export type { A } from 'a';
export type { B };
export { type C, D, type E as F } from 'c';
export { type Z } from 'd';
export type * from 'e';
export type * as G from 'g';
export type H = 1;
after;
