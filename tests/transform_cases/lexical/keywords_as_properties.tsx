a.if.class.new.function.default.import.typeof;
a?.delete?.return;
x = { if: 1, class: 2, new() {}, get default() { return 1; }, async await() {} };
class A { if() {} static class() {} delete = 1; }
({ if: b, class: c } = d);
