
let b

b

b
 
b
