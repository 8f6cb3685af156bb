import a = 1;
