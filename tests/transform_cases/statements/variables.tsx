var a, b = 1;
let { c, d: e, ...f } = g, [h, , i = 1, ...j] = k;
const l = 1, m = (2, 3);
