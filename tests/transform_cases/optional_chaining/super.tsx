class A extends B { m() { super.a?.(); super.b?.c; super.d?.e(); super['f']?.(); super.g.h?.(); } }
