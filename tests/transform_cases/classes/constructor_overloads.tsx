class A { x = 1; constructor(); constructor(a: number); constructor(a?) { f(); } }
