class A { constructor( g) { super();this.g = g;; } }
