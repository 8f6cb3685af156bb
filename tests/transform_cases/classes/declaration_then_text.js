class A { static __initStatic() {this.x = 1} } A.__initStatic(); f();
if (a) { class B { static __initStatic2() {this.y = 2} } B.__initStatic2(); }
export class C { static __initStatic3() {this.z = 3} } C.__initStatic3();; g();
