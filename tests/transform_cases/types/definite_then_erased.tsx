let a ! // b
function c(): void
let d /*1*/ ! /*2*/
type E = 1
let f! /*3*/ : T /*4*/, g
h /*5*/ ! /*6*/
type I = 1
