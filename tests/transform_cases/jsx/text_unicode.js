a = React.createElement('a', null, "é 变量 😀 “quotes” — …"     );
b = React.createElement('a', null, "a b　c" );
