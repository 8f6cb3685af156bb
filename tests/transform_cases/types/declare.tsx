declare const a: number;
declare let b: string, c;
declare function f(x): void;
declare class D { x: number; m(): void; }
declare module 'm' { export const x: number; }
declare module "n";
declare global { interface Window { x: 1 } }
declare namespace N { let y; }
declare type T = 1;
declare interface I {}
declare enum E { A }
declare abstract class F { abstract g(): void }
const after = 1;
