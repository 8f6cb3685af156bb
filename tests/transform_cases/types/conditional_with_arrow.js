a ? (b, c) => e : f;
a ? (b = c) => d : e;
a ? async (b) => d : e;
