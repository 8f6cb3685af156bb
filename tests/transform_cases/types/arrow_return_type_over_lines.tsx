const f = (
  a: number
): {
  x: number;
} => ({ x: a });
const g = async (a): Promise<
  void
> => {};
