class A {  }
