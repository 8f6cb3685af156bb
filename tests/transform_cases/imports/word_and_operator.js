
a;
