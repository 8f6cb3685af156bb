a = <a>é 变量 😀 “quotes” — …</a>;
b = <a>a b　c</a>;
