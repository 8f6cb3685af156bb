a = <a><b /><c>d</c>{e}f</a>;
b = <a>
  <b />
  <c />
</a>;
