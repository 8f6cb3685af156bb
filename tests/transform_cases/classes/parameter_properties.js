class A { constructor( a,  b,   c = 1,  d, e) {;this.a = a;this.b = b;this.c = c;this.d = d;} }
