class A { m(): this { return this; } x: this = this; static y: typeof A = A }
