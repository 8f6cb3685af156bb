a = 1000;
b = 10.01e10;
c = 0xFF + 0b10 + 0o17;
d = 1_0n;
e = 0xF_Fn;
f = 10 .toString();
g = x_1;
h = { 10: 1 };
