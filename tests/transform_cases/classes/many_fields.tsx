class A { a = 1; b = 2; static c = 3; static d = 4; e = 5 }
class B { f = 6; static g = 7 }
