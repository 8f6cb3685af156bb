super(import.a)?.();
super(function () {})?.();
super[new a()]?.();
super[b = new c()]?.();
super({}() = d)?.();
({ m() { super() } })?.();
a?.(super.b * new C())();
a?.(class { m() { super() } n() {} })();
({ m() { super() } }())?.();
