

function c(d)
 {}
function g(h)
 {}
