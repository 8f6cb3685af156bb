const a = async <T,>(x: T) => x;
const b = async <T extends U>(x: T): Promise<T> => { await x; };
async < b;
async<T>(x);
