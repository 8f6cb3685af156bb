a = <T>b;
