class A { x = 1; 'constructor'() {} }
class B { x = 1; static constructor() {} }
class C { x = 1; get constructor() { return 1; } }
class E { x = 1; public constructor() {} }
