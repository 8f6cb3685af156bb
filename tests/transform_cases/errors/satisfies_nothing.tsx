a = b satisfies;
