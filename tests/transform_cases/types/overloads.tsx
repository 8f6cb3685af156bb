function f(x: string): string;
function f(x: number): number;
function f(x: any) { return x; }
export function g(): void;
export function g(x?) {}
class A {
  m(x: string): void;
  m(x: number): void;
  m(x: any) {}
  constructor(x: string);
  constructor(x) {}
}
