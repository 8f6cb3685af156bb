class A { x = a?.async<T>(b?.c); y = d?.e }
class B { x = a?.async<>(); y = d?.e }
