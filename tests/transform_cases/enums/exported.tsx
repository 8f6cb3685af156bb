export enum A { B = 1 }
export const enum C { D }
