f((x) => x, async (y) => {}, (z) => {});
const a = (b = (f) => h) => i;
