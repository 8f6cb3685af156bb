class A extends B { x = 1 }
class C extends D.E(F) { static y; z = 2 }
class G extends null { x = 1 }
