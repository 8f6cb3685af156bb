const a = x as number < y;
