const [...T, ,] = a;
