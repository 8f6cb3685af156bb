x=React.createElement(a.b, { d: e,}, "f");
x=React.createElement(g:a, null);
x=React.createElement(b.U, null);
x=React.createElement(g:>, null);
