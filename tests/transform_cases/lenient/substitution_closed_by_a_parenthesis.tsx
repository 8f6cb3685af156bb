class A extends f(`${a)`) {
  x = `${b)`;
  [`${c)`] = 1;
  constructor(y = `${d)`) { super(`${e)`); `${g)` }
}
enum B { c = `${d)`, e }
<a>{class { m() { `${b c` } }}</a>;
