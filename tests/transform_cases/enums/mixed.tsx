enum A { B, C = 'c', D = x.y, E = f(), F = A.B | A.D, G = (1), H = B }
