import { A } from 'a'; function f(x = A) { let A }
