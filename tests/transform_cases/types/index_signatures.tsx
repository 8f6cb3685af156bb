class A {
  [key: string]: any;
  readonly [key: number]: string;
  static [key: symbol]: any;
  [x] = 1;
}
