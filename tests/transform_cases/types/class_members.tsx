class A {
  public a = 1;
  private readonly b: string;
  protected static c?: number;
  static readonly d = 2;
  override e() {}
  public static async *f() {}
  private get g() { return 1; }
  m<T>(x: T): T { return x; }
  readonly = 1;
  static = 2;
  public;
  private() {}
  get: number;
  set?: string;
  async = 3;
  static static;
  override;
}
