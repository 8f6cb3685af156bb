import { default as a, if as b, "z" as d } from 'm';
a; b; d;
