class A {      }
