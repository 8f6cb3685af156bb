let a 

let d /*1*/ 

let f /*4*/, g
h /*5*/  /*6*/

