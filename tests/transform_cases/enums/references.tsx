enum A { B = 1, C = B + 1, D = A.C, E = 'x'.length, F = B }
