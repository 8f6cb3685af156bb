import { A } from 'a'; class X { static { var A; A } m() { A } }
