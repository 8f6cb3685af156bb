f((x: number) => x, async (y: T): Promise<void> => {}, (z?: U) => {});
const a = (b: (c: D) => E = (f: G) => h) => i;
