enum A { A, B = A }
