class A { static constructor( a) {;this.a = a;A.prototype.__init.call(this);} __init() {this.b = 1} }
class B {constructor() { B.prototype.__init2.call(this); } #constructor( a) {} __init2() {this.b = 1} }
class C {  }
class D { static #constructor( a) {} constructor( b) {;this.b = b;} }
