class A {  #constructor( {}) {} }

