export class A { static __initStatic() {this.x = 1} } A.__initStatic();
