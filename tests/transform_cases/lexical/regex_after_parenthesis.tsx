if (a) /b/.test(c);
while (a) /b/;
(a) / b / c;
f() / b / c;
