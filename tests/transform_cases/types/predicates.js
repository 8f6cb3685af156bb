function a(x) { return true; }
function b(x) {}
function c(x) {}
class D { e() { return true; } f() {} g() {} }
function h(asserts) { }
function i(is) { }
