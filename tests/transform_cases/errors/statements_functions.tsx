if (f) function g() {}
