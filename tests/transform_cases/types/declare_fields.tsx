class A {
  declare x: number;
  declare readonly y;
  static declare z: string;
  declare = 1;
  declare() {}
}
