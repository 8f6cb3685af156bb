class A { y: number
 [k: string]: any
 z = 1 }
