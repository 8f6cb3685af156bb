class A { static { this.x = 1; } static __initStatic() {this.y = 2} static { f(); const z = 1; } } A.__initStatic();
