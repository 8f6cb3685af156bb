import { A } from 'a'; function f(A) { return <A/> }
