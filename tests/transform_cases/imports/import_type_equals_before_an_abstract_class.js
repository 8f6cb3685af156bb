 class A extends B { static __initStatic() {this.a = 1} } A.__initStatic();
