class A {constructor() { A.prototype.__init.call(this); }
  // 1
   // 2
  // 3
  m() {} // 4
  @b /* 5 */
  __init() {this.n = 1}
  /* 6 */  /* 7 */  /* 8 */  /* 9 */  /* 10 */  /* 11 */
}
