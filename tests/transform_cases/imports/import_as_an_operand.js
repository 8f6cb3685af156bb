(
c=]
f()
[,b]
x={a::c}
x=React.createElement(React.Fragment, null, :'')
