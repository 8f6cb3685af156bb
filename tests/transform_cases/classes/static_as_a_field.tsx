class A { #a; static = 1 }
class B { c() {} static = '' }
