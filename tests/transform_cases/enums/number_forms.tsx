enum A { B = 1_000, C = 0x1F, D = 1e3, E = .5, F = 10n, G }
