r(...a: b = c);
