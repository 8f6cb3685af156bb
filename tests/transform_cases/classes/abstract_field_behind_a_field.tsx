class A { y
 abstract w: number
 z = 1 }
