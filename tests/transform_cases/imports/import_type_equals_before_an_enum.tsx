import type A = a.b
export enum B { c }
