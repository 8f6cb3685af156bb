throw
a;
