class A /* 1 */ extends /* 2 */ B /* 3 */ { // 4
  /* 5 */ __init() {this.x /* 6 */ = /* 7 */ 1} /* 8 */ // 9
  /* 10 */  /* 11 */ // 12
  /* 13 */ constructor(/* 14 */) /* 15 */ { /* 16 */ super(/* 17 */);A.prototype.__init.call(this); /* 18 */; /* 19 */ } // 20
  /* 21 */ static /* 22 */ __initStatic() {this.z /* 23 */ = /* 24 */ 2} // 25
} A.__initStatic(); // 26
