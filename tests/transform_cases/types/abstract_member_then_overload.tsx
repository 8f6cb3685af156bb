class A { abstract r; y(): T }
