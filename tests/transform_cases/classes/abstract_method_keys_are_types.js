
 class A {  }
