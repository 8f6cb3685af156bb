export const enum A { a = 'b' }
export enum B { a = b?.c ?? d }
function f() { enum C { a = <d /> } return C; }
if (a) { const enum D { b = class { c = 1 }.name as any } }
switch (a) { case 1: enum E { b } }
