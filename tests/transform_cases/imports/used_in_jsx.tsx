import { A, B, c, D, e, F } from 'm';
x = <A b={B}><c /><D.E /><e.f />{F}</A>;
