type A = B<C;
