a = 1_000;
b = 1_0.0_1e1_0;
c = 0xF_F + 0b1_0 + 0o1_7;
d = 1_0n;
e = 0xF_Fn;
f = 1_0 .toString();
g = x_1;
h = { 1_0: 1 };
