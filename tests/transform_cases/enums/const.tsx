const enum A { B, C = 'c' }
