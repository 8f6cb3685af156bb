function* f() { yield a?.b; a?.[yield b]; }
