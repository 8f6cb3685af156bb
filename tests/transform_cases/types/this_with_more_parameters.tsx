function a(this, n) {}
class B { c(this: B, d: T extends () => {} ? E : F) {} }
g = h ? function (this: T, u) {} : v;
function w(y, this: T,) {}
