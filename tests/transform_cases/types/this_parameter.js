function a() {}
function b( x) {}
class C { d( y) {} }
const e = function () {};
