type A = 1; /* between */ type B = 2; // after

interface C {} /* and */ declare let d;
x;
