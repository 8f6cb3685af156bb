enum A { B, C, D = 5, E, F = 1 << 2, G = -1, H }
