@(a, b) class A {}
@a.b.c @d() @e(f => g)
export abstract class B {}
export default @h() class {}
const c = @i class { @j k = 1; @l() static m() {} @n.o get p() { return 1 } @q accessor r = 1 };
