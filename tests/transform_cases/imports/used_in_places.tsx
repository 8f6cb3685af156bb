import { a, b, c, d, e, f, g, h, i, j } from 'm';
x = { a, [b]: 1, c: 1, d() {}, e: e };
x.f; x?.g; `${h}`; export { i };
j: for (;;) break j;
