a = /x/dgimsuy;
b = /[\p{L}--[a-z]]/v;
c = /(?<y>x)\k<y>/;
d = a / b / c;
e = /[/]/ / /\//;
