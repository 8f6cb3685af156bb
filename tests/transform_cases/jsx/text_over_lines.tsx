a = <a>
  one
  two

  three {b} four
  five
</a>;
b = <a>one
</a>;
c = <a>
one</a>;
d = <a>

</a>;
e = <a>
  {x}
    text   with   spaces
  {y}
</a>;
