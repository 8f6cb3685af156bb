a <!-- b
x;
c
