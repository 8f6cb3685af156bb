const a: number = 1;
let b: string | undefined, c: Array<{ x: number }> = [];
function f(x: number, y?: string, ...rest: any[]): void {}
const g = (x: number): string => `${x}`;
