class A { static__initStatic() {this.? = 1} } A.__initStatic();
class B { static__initStatic2() {this.? = 1} } B.__initStatic2();
class C { static?(){} }
class D {   }
class E {  static__initStatic3() {this.? = 1} } E.__initStatic3();
class F {constructor() { F.prototype.__init.call(this); }  __init() {this.static = 1} }
class G { static __initStatic4() {this.static = 1} } G.__initStatic4();
