a = <a /* b */ c /* d */ = /* e */ "f" /* g */ />;
h = < /* i */ a // j
  k // l
>text</a>;
m = <a>{/* n */}</ /* o */ a /* p */ >;
q = <a>// not a comment /* nor this */</a>;
