export abstract x
export abstract {}
export abstract const a=1
export interface{}
export enum + 1
export module 1
export namespace "a"
export abstract
b
