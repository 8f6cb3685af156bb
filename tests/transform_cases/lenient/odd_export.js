export a;
