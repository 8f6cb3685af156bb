let x;
class A {   }
