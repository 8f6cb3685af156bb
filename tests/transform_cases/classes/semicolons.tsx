class A { ; x = 1;; y() {}; ; static z = 2;; }
