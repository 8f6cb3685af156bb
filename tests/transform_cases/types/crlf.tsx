let a: {
  b: 1;
} = c;
type D = 1;
interface E {
}
f;
