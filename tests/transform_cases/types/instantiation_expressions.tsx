const a = f<string>;
const b = f<string>.name;
const c = f<T> ?? g;
const d = [f<T>, g<U>];
