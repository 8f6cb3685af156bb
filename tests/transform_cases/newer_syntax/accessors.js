class A {constructor() { A.prototype.__init.call(this);A.prototype.__init2.call(this);A.prototype.__init3.call(this);A.prototype.__init4.call(this);A.prototype.__init5.call(this);A.prototype.__init6.call(this); }
   __init() {this.a = 1}
   __init2() {this.b = 2}
  
  __init3() {this.accessor = 3}
  accessor() {}
   __init4() {this.c = 4}
   #d = 5;
   __init5() {this[e] = 6}
    
  
  __init6() {this.h = 7}
}
