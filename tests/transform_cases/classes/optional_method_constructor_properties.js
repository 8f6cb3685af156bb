class A {
   
       constructor( d, e = class { constructor( f) {;this.f = f;} }) {;this.d = d;} 
  
}
class G {
  constructor(h, i = class { constructor( j) {;this.j = j;} }) {}
}
class K {
  __init() {this.l = 1}
  constructor( m, n = class { constructor( o) {;this.o = o;} }) {;this.m = m;K.prototype.__init.call(this);}
}
