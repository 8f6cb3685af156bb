class A {constructor() { A.prototype.__init.call(this);A.prototype.__init2.call(this); }
    __init() {this.c = 1}  
   
        __init2() {this.} = g}
  
   
       static __initStatic() {this[j] = 1}  
  
} A.__initStatic();
class L {
   
       [o]() {} }
  }
}
