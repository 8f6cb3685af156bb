class A { 10() {}  }
