function f(a: A = b: B) {}
