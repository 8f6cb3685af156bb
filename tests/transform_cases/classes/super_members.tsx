class A extends B { x = super.y; m() { super.m(); super['n']; return super.o?.p; } static z = super.w }
