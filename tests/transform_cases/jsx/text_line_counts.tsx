a = <a>


  b


</a>;
f(<a>
b</a>, <c>d
  </c>);
