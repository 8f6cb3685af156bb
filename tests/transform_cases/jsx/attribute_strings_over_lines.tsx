a = <a b="one
  two" c='
three
' d="four  five" e="	tab	" />;
