export interface A {}
export type B = 1;
export declare const c: number;
export declare function d(): void;
export abstract class E { abstract f(); }
export enum G { H }
export namespace I {}
export import J = K.L;
