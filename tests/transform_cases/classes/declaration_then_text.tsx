class A { static x = 1 } f();
if (a) { class B { static y = 2 } }
export class C { static z = 3 }; g();
