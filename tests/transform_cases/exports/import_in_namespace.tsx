namespace N {
  import a = B.c;
  import { d } from 'd';
  import e from 'e';
  import * as f from 'f';
  export import g = B.g;
}
declare module 'm' {
  import { h } from 'h';
}
import { d } from 'x';
export { a, d, e, f, g, h };
