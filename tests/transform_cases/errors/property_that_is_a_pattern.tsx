class A { x = 1; constructor(private [a]) { super() } }
