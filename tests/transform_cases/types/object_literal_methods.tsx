const a = {
  m<T>(x: T): T { return x; },
  async n(y?: number): Promise<void> {},
  get p(): string { return ''; },
  set p(v: string) {},
  *q(): any {},
  async *r<T>() {},
  [s]<T>(): T {},
};
