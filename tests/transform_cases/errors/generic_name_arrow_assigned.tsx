const a = <T>b => {} = c;
