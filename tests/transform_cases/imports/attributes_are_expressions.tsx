import 'a' with { type: 'json' as b };
import c from 'c' with { d: e?.f, g: 1_0 };
import h from 'h' with { d: 1_0 };
import { i, j } from 'i' with { d: 1_0 };
export { c, i } from 'k' with { d: 1_0 };
export * from 'l' with { d: 1_0 as m };
c, i;
