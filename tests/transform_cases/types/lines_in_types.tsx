let a: {
  b: number; // c

  d: string;
} = x;
function f(
  a: number, // one
  b?: string
): void {
}
type T = {
  a: 1;
};
const z = 1;
