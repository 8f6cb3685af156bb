class A { m?() { return 1; } n?(): void; }
