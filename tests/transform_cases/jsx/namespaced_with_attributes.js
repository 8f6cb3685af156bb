React.createElement(g:a b, { c: true, d: "e", ...f, g: h,}, "i")
