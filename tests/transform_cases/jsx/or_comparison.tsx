a < b;
