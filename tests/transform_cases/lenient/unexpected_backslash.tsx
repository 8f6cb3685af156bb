a = \ b;
