class A { constructor( x) {;this.x = x; 'use strict'; f(); } }
