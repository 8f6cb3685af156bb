import { A } from 'a'; function f(A) { return React.createElement(A, null) }
