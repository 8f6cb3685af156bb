a!instanceof b;
a!in b;
