
 
// d
;
// e
const B = require('x'); ;
B
