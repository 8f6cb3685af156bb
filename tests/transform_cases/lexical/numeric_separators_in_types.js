class A { 10 10() {} }
class B {  }
let a = b ;
