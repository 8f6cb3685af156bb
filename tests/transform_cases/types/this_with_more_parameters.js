function a( n) {}
class B { c( d) {} }
g = h ? function ( u) {} : v;
function w(y, ,) {}
