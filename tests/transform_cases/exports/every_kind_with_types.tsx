export { type A, B, type C as D, type as, type as as, type type };
export { type E, default as F, default } from 'a';
export { 'g' as h, type 'i' as j } from 'b';
export type { K } from 'c';
export type * from 'd';
export type * as L from 'e';
export * as default from 'f';
export * as 'm' from 'g';
export declare const n: T;
export declare function o(): T;
export abstract class P {}
export import q = B.c;
export default interface R {}
type S = 1;
export { S, B as S2 };
