 class X { static { var A; A } m() { A } }
