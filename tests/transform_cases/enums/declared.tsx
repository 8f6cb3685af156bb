declare enum A { B }
declare const enum C { D = 1 }
export declare enum E { F }
x;
