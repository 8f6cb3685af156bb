import { A } from 'a'; function f() { A: for (;;) { break A } }
