let a: (...b, c) => d;
