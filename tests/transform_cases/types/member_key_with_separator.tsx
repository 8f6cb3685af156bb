class A { 1_0(): void {} 2_0: T }
