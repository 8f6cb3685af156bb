class A {
  a?() {
    return `b${c}d${e}`;
  }
  f?() {
    return <a b>c{d}</a>;
  }
  g?() {
    const h = <a b="1" />, i = `${j}`;
  }
  k?() {
    return `${l()}`;
  }
}
