let a b;
