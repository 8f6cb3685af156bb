function a(this: Window) {}
function b(this: Window, x: number) {}
class C { d(this: C, y) {} }
const e = function (this: any) {};
