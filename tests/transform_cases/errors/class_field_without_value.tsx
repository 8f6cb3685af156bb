class A { x = }
