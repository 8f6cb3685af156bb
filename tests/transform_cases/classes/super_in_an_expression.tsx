class A extends B { x = 1; constructor() { const r = super(); } }
class C extends D { x = 1; constructor() { super() || f(); } }
class E extends F { x = 1; constructor() { if (y) super(); else super(1); } }
