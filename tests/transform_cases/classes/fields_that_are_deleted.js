class A {          #j; }
