a = React.createElement(a:b c:d="e" xlink:href=, {f,});
