const a = <T>(b = c: D) => b;
