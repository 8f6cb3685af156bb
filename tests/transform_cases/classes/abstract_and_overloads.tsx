abstract class A {
  abstract a: T;
  abstract readonly b: T;
  abstract get c(): T;
  abstract set c(d: T);
  abstract accessor e: T;
  protected abstract override f(): void;
  abstract async g(): T;
  h(): void;
  h(a?: T): void;
  h(a?: T) {}
  static i(): void;
  static i() {}
  constructor();
  constructor(a: T);
  constructor(private a?: T) {}
  get j(): T;
  get j(): T { return 1 }
  static [k: string]: T;
  readonly [l: string]: T;
  declare m: T;
  declare static readonly n: T;
  private static readonly o = 1;
}
