class A {   }
