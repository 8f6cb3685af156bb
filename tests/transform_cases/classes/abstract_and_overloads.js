 class A {
  
  
  

   
  



  h(a) {}
  
  static i() {}
  

  constructor( a) {;this.a = a;}
  
  get j() { return 1 }
  

  
  
   static  __initStatic() {this.o = 1}
} A.__initStatic();
