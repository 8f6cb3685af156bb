const a = <T,>(x: T) => x;
const b = <T extends U>(x: T) => <div>{x}</div>;
const c = <T, U>(x: T, y: U): T => x;
const d = <T = any,>() => {};
const e = <T>(x: T) => x;
const f = <const T,>(x: T) => x;
