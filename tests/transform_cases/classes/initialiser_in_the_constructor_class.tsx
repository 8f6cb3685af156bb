class A { constructor() { this.b = class { x = 1 }; } y = 2 }
