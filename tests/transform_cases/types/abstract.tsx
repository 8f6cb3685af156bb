abstract class A<T> {
  abstract x: number;
  abstract m(): void;
  protected abstract get y(): T;
  abstract readonly z;
  private w() {}
}
export abstract class B {}
export default abstract class C {}
