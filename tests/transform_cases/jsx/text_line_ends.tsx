a = <a>
  one
  two

</a>;
b = <a>onetwo three four</a>;
