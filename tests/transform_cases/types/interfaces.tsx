interface A { x: number; y?(): void; readonly [k: string]: any; new (x): A; <T>(y: T): void }
interface B<T> extends A, C<T> {
  get z(): number;
  set z(v: number);
}
interface
X
{}
interface = 3;
