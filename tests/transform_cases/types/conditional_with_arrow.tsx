a ? (b, c): d => e : f;
a ? (b = c): T => d : e;
a ? async (b): Promise<c> => d : e;
