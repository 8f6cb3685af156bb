function f() { enum A { B } return A.B; }
