function a(x: any): x is string { return true; }
function b(x: any): asserts x is string {}
function c(x: any): asserts x {}
class D { e(): this is D { return true; } f(): asserts this is D {} g(): asserts this {} }
function h(asserts: any): asserts { }
function i(is: any): is is string { }
