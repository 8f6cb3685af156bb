class A {
  x = <></b c=<d e={f} />;
  y = 1;
  m() { return <a><></b c=<d /></a> }
}
enum B { x = <></b c=<d />, y }
