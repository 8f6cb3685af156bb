class A { constructor( x) {  } }
class B extends C { constructor( x) { foo(y ); super();this.x = x; } }
