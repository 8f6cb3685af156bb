let a: () => void;
let b: (x: number, ...y: string[]) => x is string;
let c: new (x) => T;
let d: abstract new () => T;
let e: <T>(x: T) => T;
let f: (a) => (b) => c = d;
let g: ({ a, b }: C, [d]: E) => void;
let h: typeof import('x');
let i: (this: T) => void;
