import { default as a, if as b, 'x y' as c, "z" as d } from 'm';
a; b; d;
