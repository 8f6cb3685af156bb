a = # b;
