class A { static __initStatic() {this.x = 1}  static __initStatic2() {this.z = A.x} } A.__initStatic(); A.__initStatic2();
